import type { Ablauf } from '../../api/betrieb.js';
import { Ankreuzliste } from '../../bausteine/Ankreuzliste.js';
import { Auswahlfeld } from '../../bausteine/Auswahlfeld.js';
import { Textbereich } from '../../bausteine/Textbereich.js';
import type { Angaben, Fehler } from './angaben.js';
import type { EingriffArt } from './eingriff.js';
import { readWerte } from './variablen.js';
import { Wertetabelle } from './Wertetabelle.js';

interface Props {
  art: EingriffArt;
  ablauf: Ablauf;
  angaben: Angaben;
  fehler: Fehler;
  onChange: (neu: Partial<Angaben>) => void;
}

/** The fields of an intervention. */
export function Felder(props: Props) {
  switch (props.art) {
    case 'wiederholen':
      return <Wiederholen {...props} />;
    case 'variablen':
      return <Variablen {...props} />;
    case 'versetzen':
      return <Versetzen {...props} />;
    case 'eskalieren':
      return <Eskalieren {...props} />;
    case 'abbrechen':
      return null;
  }
}

function Wiederholen(props: Props) {
  const { ablauf, angaben, fehler, onChange } = props;
  const stoerungen = ablauf.stellen.flatMap(({ name, stoerung }) =>
    stoerung ? [{ wert: stoerung.schluessel, text: `${name} (${stoerung.code})` }] : [],
  );
  return (
    <>
      {stoerungen.length > 1 ? (
        <Auswahlfeld
          id="stoerung"
          beschriftung="Welche Störung?"
          wert={angaben.stoerung}
          optionen={stoerungen}
          onWert={(stoerung) => onChange({ stoerung })}
        />
      ) : null}
      {ablauf.darfEingreifen ? (
        <details className="zst-klappe" open={Boolean(fehler.variablen) || undefined}>
          <summary>Dabei Variablen berichtigen</summary>
          <Variablen {...props} />
        </details>
      ) : null}
    </>
  );
}

/** The table and the text show the same values; what the text spoils the table can't show. */
function Variablen({ ablauf, angaben, fehler, onChange }: Props) {
  const werte = readWerte(angaben.variablen);
  const verwendet = ablauf.stellen.flatMap(({ stoerung }) => Object.keys(stoerung?.eingaben ?? {}));
  return (
    <div className="zst-stapel zst-stapel--eng">
      <p className="kern-hint">
        Gespeichert wird nur, was Sie ändern. Angaben zu Personen gehören nicht hierher.
      </p>
      {werte ? (
        <Wertetabelle
          werte={werte}
          vorher={ablauf.variablen ?? {}}
          zuerst={verwendet}
          onWerte={(neu) => onChange({ variablen: JSON.stringify(neu, null, 2) })}
        />
      ) : (
        <p>Die Tabelle erscheint wieder, sobald das JSON lesbar ist.</p>
      )}
      <details className="zst-klappe" open={Boolean(fehler.variablen) || undefined}>
        <summary>Alle Variablen als JSON bearbeiten</summary>
        <Textbereich
          id="variablen"
          beschriftung="Variablen"
          className="btr-json"
          rows={14}
          spellCheck={false}
          value={angaben.variablen}
          fehler={fehler.variablen}
          onChange={(event) => onChange({ variablen: event.target.value })}
        />
      </details>
    </div>
  );
}

const ELEMENTE: [RegExp, string][] = [
  [/^endEvent$/, 'Ende'],
  [/Event$/, 'Ereignis'],
  [/Gateway$/, 'Verzweigung'],
  [/^userTask$/, 'Aufgabe'],
  [/^businessRuleTask$/, 'Regel'],
  [/(ubProcess|callActivity|transaction)$/, 'Teilablauf'],
];
const artText = (art: string) =>
  ELEMENTE.find(([muster]) => muster.test(art))?.[1] ?? 'automatischer Schritt';

function Versetzen({ ablauf, angaben, fehler, onChange }: Props) {
  const stellen = [
    ...new Map(ablauf.stellen.flatMap((one) => (one.huelle ? [] : [[one.marke, one] as const]))).values(),
  ];
  return (
    <>
      <Ankreuzliste
        id="von"
        beschriftung="Was wird versetzt?"
        fehler={fehler.von}
        optionen={stellen.map(({ marke, name }) => ({ wert: marke, text: name }))}
        gewaehlt={angaben.von}
        onGewaehlt={(von) => onChange({ von })}
      />
      <Auswahlfeld
        id="nach"
        beschriftung="Wo geht es weiter?"
        leer="bitte wählen"
        wert={angaben.nach}
        optionen={ablauf.ziele.map(({ elementId, name, art }) => ({
          wert: elementId,
          text: `${name} (${artText(art)})`,
        }))}
        fehler={fehler.nach}
        onWert={(nach) => onChange({ nach })}
      />
    </>
  );
}

function Eskalieren({ ablauf, angaben, fehler, onChange }: Props) {
  const optionen = ablauf.stellen.flatMap(({ name, schluessel, eskalationen }) =>
    eskalationen.map((code) => ({ wert: JSON.stringify([schluessel, code]), text: `${code} bei „${name}“` })),
  );
  return (
    <Auswahlfeld
      id="eskalation"
      beschriftung="Eskalation"
      leer="bitte wählen"
      wert={angaben.eskalation}
      optionen={optionen}
      fehler={fehler.eskalation}
      onWert={(eskalation) => onChange({ eskalation })}
    />
  );
}
