import type { Begruendung, Vorschlag } from '../api/typen.js';
import { Paare, type Paar } from './Liste.js';

/** A table may have been asked more than once: its last answer counts. */
export const latestOf = (begruendung: Begruendung[]): Begruendung[] => [
  ...new Map(begruendung.map((tabelle) => [tabelle.tabelle, tabelle])).values(),
];

/** What the rule proposes and on what it rests; deciding is up to a person. */
export function Vorschlagskarte({
  vorschlag,
  begruendung,
}: {
  vorschlag: Vorschlag;
  begruendung?: Begruendung[];
}) {
  const zeilen = latestOf(begruendung ?? []).flatMap((tabelle) =>
    tabelle.zeilen.map((zeile) => `${tabelle.entscheidung}, Zeile ${zeile.nummer}`),
  );
  const version = begruendung?.at(-1)?.version;
  const paare: Paar[] = [
    { frage: 'Träger', antwort: vorschlag.traegerName },
    { frage: 'Begründung', antwort: vorschlag.begruendung },
    { frage: 'Übergabe', antwort: vorschlag.uebergabeform },
    { frage: 'Quelle', antwort: vorschlag.quelle },
    {
      frage: 'Regel',
      antwort: zeilen.length > 0 ? `${zeilen.join(' · ')} (Version ${version})` : null,
    },
  ].filter(({ antwort }) => Boolean(antwort));
  return (
    <section className="zst-vorschlag" aria-labelledby="vorschlag">
      <h2 className="kern-preline" id="vorschlag">
        Vorschlag der Regel
      </h2>
      <p className="zst-vorschlag__ziel">{vorschlag.zielText ?? vorschlag.ziel ?? 'Kein Vorschlag'}</p>
      <Paare paare={paare} />
      <p className="zst-leise zst-klein">Das ist ein Vorschlag. Sie entscheiden.</p>
    </section>
  );
}
