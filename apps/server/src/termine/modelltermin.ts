import { randomUUID } from 'node:crypto';
import type { Json } from '@zusteuerung/engine';
import { germanInstant } from '@zusteuerung/feel';
import { audit, Termin, type LocalJob, type Transaction } from '@zusteuerung/runtime';
import type { Betreffend } from '../nachrichten/empfaenger.js';
import type { Ansage } from './einladung.js';

interface Angaben {
  beginn: Date;
  ganztags: boolean;
  dauer: number;
  ort: string | null;
  titel: string;
}

const USUAL_MINUTES = 60;
const LONGEST_MINUTES = 24 * 60;

function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' && value.trim() ? value.trim().slice(0, 200) : null;
}

function minutesOf(value: Json | undefined): number {
  if (value === undefined || value === null) return USUAL_MINUTES;
  const parts = typeof value === 'string' ? /^PT(?:(\d{1,2})H)?(?:(\d{1,4})M)?$/.exec(value) : null;
  const minutes = parts ? Number(parts[1] ?? 0) * 60 + Number(parts[2] ?? 0) : Number(value);
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > LONGEST_MINUTES)
    throw new Error(`termin.dauer must be minutes or a duration such as PT90M, not ${JSON.stringify(value)}`);
  return minutes;
}

/** Reads the input `termin` of a mail task; null: no `beginn`, so no invitation. Throws what is wrong with it. */
export function readAngaben(value: Json | undefined, referenz: string): Angaben | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const beginn = textOf(value['beginn']);
  if (!beginn) return null;
  const instant = germanInstant(beginn);
  if (!instant) throw new Error(`termin.beginn must be a date or date and time, not "${beginn}"`);
  return {
    beginn: new Date(instant),
    ganztags: /^\d{4}-\d{2}-\d{2}$/.test(beginn),
    dauer: minutesOf(value['dauer']),
    ort: textOf(value['ort']),
    titel: textOf(value['titel']) ?? `Termin ${referenz}`,
  };
}

/**
 * The meeting that a model's mail task invites to. The same element of a case moves its meeting when it comes again, so
 * that calendars hold one entry.
 */
export async function readModelltermin(
  tx: Transaction,
  {
    job,
    vorgang,
    names,
    publicUrl,
  }: { job: LocalJob; vorgang: Betreffend; names: string[]; publicUrl: string },
): Promise<Ansage | null> {
  const angaben = readAngaben(job.variables['termin'], vorgang.referenz);
  if (!angaben) return null;
  const before = await tx.findOneBy(Termin, { vorgangId: vorgang.id, elementId: job.elementId });
  const termin = Object.assign(new Termin(), {
    id: before?.id ?? randomUUID(),
    tenantId: job.tenant,
    vorgangId: vorgang.id,
    elementId: job.elementId,
    art: 'ablauf',
    ...angaben,
    teilnehmende: names,
    status: 'geplant',
    sequence: before ? before.sequence + 1 : 0,
    createdBy: job.elementId,
    createdAt: before?.createdAt ?? new Date(job.at),
    updatedAt: new Date(job.at),
  });
  await tx.save(termin);
  await audit(tx, {
    tenant: job.tenant,
    actor: 'system',
    action: before ? 'termin.geaendert' : 'termin.angelegt',
    subject: { type: 'vorgang', id: vorgang.id },
    data: { termin: termin.id, sequence: termin.sequence },
  });
  return { termin, referenz: vorgang.referenz, publicUrl };
}
