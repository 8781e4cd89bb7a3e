import type { Befund } from '../api/types.js';
import { beschreibeGegenbeispiel } from '../befunde/gegenbeispiel.js';
import { schwereText, sortBefunde } from '../befunde/befunde.js';

interface Props {
  befunde: readonly Befund[];
  /** Name of an element for people, where the outline knows it. */
  nameOf?: (elementId: string) => string | undefined;
  onSelect?: (elementId: string) => void;
}

const badge = { error: 'danger', warning: 'warning', info: 'info' } as const;

/** Findings, errors first; an entry leads to its element. */
export function Befundliste({ befunde, nameOf, onSelect }: Props) {
  return (
    <ul className="mod-befunde" data-testid="befundliste">
      {sortBefunde(befunde).map((befund, nummer) => (
        <li
          key={`${befund.code}-${befund.elementId ?? ''}-${nummer}`}
          className="mod-befund-zeile"
          data-severity={befund.severity}
          data-code={befund.code}
        >
          <span className={`kern-badge kern-badge--${badge[befund.severity]} kern-badge--small`}>
            <span className="kern-label kern-label--small">{schwereText[befund.severity]}</span>
          </span>
          <span>
            {befund.message.de} <Ort befund={befund} nameOf={nameOf} onSelect={onSelect} />
            {befund.fix && <span className="mod-befund-rat">{befund.fix.de}</span>}
            {befund.counterExample && <Gegenbeispiel beispiel={befund.counterExample} nameOf={nameOf} />}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** How it comes to the defect, to read and as a scenario to keep. */
function Gegenbeispiel({ beispiel, nameOf }: { beispiel: object } & Pick<Props, 'nameOf'>) {
  const datei = `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(beispiel, null, 2))}`;
  return (
    <details className="mod-befund-beispiel">
      <summary>So kommt es dazu</summary>
      <ol>
        {beschreibeGegenbeispiel(beispiel, nameOf).map((zeile, nummer) => (
          <li key={nummer}>{zeile}</li>
        ))}
      </ol>
      <a href={datei} download="gegenbeispiel.szenario.json">
        Als Szenario herunterladen
      </a>{' '}
      <span className="zst-leise">(läuft mit „zst test“, wenn es im Ordner der Modelle liegt)</span>
    </details>
  );
}

function Ort({ befund, nameOf, onSelect }: { befund: Befund } & Omit<Props, 'befunde'>) {
  const { elementId, file } = befund;
  if (!elementId) return file && !onSelect ? <span className="zst-leise">({file})</span> : null;
  const name = nameOf?.(elementId) ?? elementId;
  if (!onSelect)
    return (
      <span className="zst-leise">
        ({file ? `${file}, ` : ''}
        {name})
      </span>
    );
  return (
    <button type="button" className="mod-textknopf" onClick={() => onSelect(elementId)}>
      {name} zeigen
    </button>
  );
}
