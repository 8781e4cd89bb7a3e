import type { Entwurf } from './entwurfsspeicher.js';

/** The drafts whose file was changed by someone else since; `neu` holds the files' contents in the newer version. */
export const findOverlap = (entwuerfe: readonly Entwurf[], neu: ReadonlyMap<string, string>): Entwurf[] =>
  entwuerfe.filter((entwurf) => (neu.get(entwurf.pfad) ?? null) !== entwurf.ausgang);
