import type { ReactNode } from 'react';
import type { Begruendung, Vorschlag } from '../api/typen.js';

/** A table may have been asked more than once: its last answer counts. */
export const latestOf = (begruendung: Begruendung[]): Begruendung[] => [
  ...new Map(begruendung.map((tabelle) => [tabelle.tabelle, tabelle])).values(),
];

/** The row whose words the proposal quotes, by table and version; else the last one that applied. */
export function ruleOf(vorschlag: Vorschlag, begruendung: Begruendung[]): string | null {
  const zeilen = latestOf(begruendung).flatMap((tabelle) =>
    tabelle.zeilen.map((zeile) => ({ tabelle, zeile })),
  );
  const treffer = zeilen.find(({ zeile }) => zeile.text === vorschlag.begruendung) ?? zeilen.at(-1);
  if (!treffer) return null;
  const { tabelle, zeile } = treffer;
  return `${tabelle.entscheidung}, Zeile ${zeile.nummer} (Version ${tabelle.version})`;
}

interface Props {
  vorschlag: Vorschlag;
  begruendung: Begruendung[];
  /** how the rules came to it, on demand */
  children?: ReactNode;
}

/** What the rule proposes and why, in a sentence; deciding is up to a person. */
export function Vorschlagskarte({ vorschlag, begruendung, children }: Props) {
  const herkunft = [ruleOf(vorschlag, begruendung), vorschlag.quelle].filter(Boolean);
  return (
    <section className="zst-vorschlag" aria-labelledby="vorschlag">
      <h2 className="kern-preline" id="vorschlag">
        Vorschlag der Regel
      </h2>
      <p className="zst-vorschlag__ziel">{vorschlag.zielText ?? vorschlag.ziel ?? 'Kein Vorschlag'}</p>
      {vorschlag.traegerName ? (
        <p>
          Träger: <strong>{vorschlag.traegerName}</strong>
        </p>
      ) : null}
      {vorschlag.begruendung ? <p>{vorschlag.begruendung}</p> : null}
      {vorschlag.uebergabeform ? <p>Übergabe: {vorschlag.uebergabeform}</p> : null}
      {herkunft.length > 0 ? <p className="zst-leise zst-klein">{herkunft.join(' · ')}</p> : null}
      {children}
      <p className="zst-leise zst-klein">Das ist ein Vorschlag. Sie entscheiden.</p>
    </section>
  );
}
