import type { Ablauf } from '../../api/betrieb.js';
import { Auswahlfeld } from '../../bausteine/Auswahlfeld.js';
import { Textbereich } from '../../bausteine/Textbereich.js';
import type { Angaben, Fehler } from './angaben.js';
import type { EingriffArt } from './eingriff.js';

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

function Variablen({ angaben, fehler, onChange }: Props) {
  return (
    <Textbereich
      id="variablen"
      beschriftung="Variablen"
      hinweis="Alle Variablen des Vorgangs als JSON. Gespeichert wird nur, was Sie ändern. Angaben zu Personen gehören nicht hierher."
      className="btr-json"
      rows={14}
      spellCheck={false}
      value={angaben.variablen}
      fehler={fehler.variablen}
      onChange={(event) => onChange({ variablen: event.target.value })}
    />
  );
}

const ARTEN: [RegExp, string][] = [
  [/^endEvent$/, 'Ende'],
  [/Event$/, 'Ereignis'],
  [/Gateway$/, 'Verzweigung'],
  [/^userTask$/, 'Aufgabe'],
  [/^businessRuleTask$/, 'Regel'],
  [/(ubProcess|callActivity|transaction)$/, 'Teilablauf'],
];
const artText = (art: string) => ARTEN.find(([muster]) => muster.test(art))?.[1] ?? 'automatischer Schritt';

function Versetzen({ ablauf, angaben, fehler, onChange }: Props) {
  const stellen = [
    ...new Map(ablauf.stellen.flatMap((one) => (one.huelle ? [] : [[one.marke, one] as const]))).values(),
  ];
  return (
    <>
      <fieldset className="kern-fieldset">
        <legend className="kern-label">Was wird versetzt?</legend>
        <div className="kern-fieldset__body">
          {stellen.map(({ marke, name }) => (
            <div className="kern-form-check" key={marke}>
              <input
                id={`von-${marke}`}
                type="checkbox"
                className="kern-form-check__checkbox"
                checked={angaben.von.includes(marke)}
                onChange={({ target }) =>
                  onChange({
                    von: target.checked
                      ? [...angaben.von, marke]
                      : angaben.von.filter((one) => one !== marke),
                  })
                }
              />
              <label className="kern-label" htmlFor={`von-${marke}`}>
                {name}
              </label>
            </div>
          ))}
        </div>
        {fehler.von ? <p role="alert">{fehler.von}</p> : null}
      </fieldset>
      <Auswahlfeld
        id="nach"
        beschriftung="Wo geht es weiter?"
        leer="bitte wählen"
        wert={angaben.nach}
        optionen={ablauf.ziele.map(({ elementId, name, art }) => ({
          wert: elementId,
          text: `${name} (${artText(art)})`,
        }))}
        onWert={(nach) => onChange({ nach })}
      />
      {fehler.nach ? <p role="alert">{fehler.nach}</p> : null}
    </>
  );
}

function Eskalieren({ ablauf, angaben, fehler, onChange }: Props) {
  const optionen = ablauf.stellen.flatMap(({ name, schluessel, eskalationen }) =>
    eskalationen.map((code) => ({ wert: JSON.stringify([schluessel, code]), text: `${code} bei „${name}“` })),
  );
  return (
    <>
      <Auswahlfeld
        id="eskalation"
        beschriftung="Eskalation"
        leer="bitte wählen"
        wert={angaben.eskalation}
        optionen={optionen}
        onWert={(eskalation) => onChange({ eskalation })}
      />
      {fehler.eskalation ? <p role="alert">{fehler.eskalation}</p> : null}
    </>
  );
}
