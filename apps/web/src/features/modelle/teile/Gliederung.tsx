import type { Befund } from '../api/types.js';
import { countText } from '../befunde/befunde.js';
import type { Gliederungspunkt } from '../editoren/modelleditor.js';

interface Props {
  titel: string;
  erklaerung: string;
  punkte: readonly Gliederungspunkt[];
  befunde: readonly Befund[];
  auswahl: string | null;
  onSelect(elementId: string): void;
}

/** The drawing as text: for the keyboard, for screen readers, for narrow screens. */
export function Gliederung({ titel, erklaerung, punkte, befunde, auswahl, onSelect }: Props) {
  return (
    <section className="zst-stapel zst-stapel--eng" aria-labelledby="gliederung-titel">
      <h2 id="gliederung-titel" className="kern-heading-medium">
        {titel}
      </h2>
      <p className="zst-leise">{erklaerung}</p>
      <ol className="mod-gliederung" data-testid="gliederung">
        {punkte.map((punkt) => (
          <Punkt
            key={punkt.id}
            punkt={punkt}
            befunde={befunde.filter((befund) => befund.elementId === punkt.id)}
            gewaehlt={auswahl === punkt.id}
            onSelect={onSelect}
          />
        ))}
      </ol>
    </section>
  );
}

interface Punktprops {
  punkt: Gliederungspunkt;
  befunde: Befund[];
  gewaehlt: boolean;
  onSelect(elementId: string): void;
}

function Punkt({ punkt, befunde, gewaehlt, onSelect }: Punktprops) {
  return (
    <li className={`mod-punkt mod-punkt--${Math.min(punkt.tiefe, 4)}`} data-element={punkt.id}>
      <button
        type="button"
        className="mod-textknopf"
        aria-pressed={gewaehlt}
        onClick={() => onSelect(punkt.id)}
      >
        {punkt.name}
      </button>
      <span className="zst-leise"> · {punkt.art}</span>
      {befunde.length ? <strong className="mod-punkt__befund"> · {countText(befunde)}</strong> : null}
      {punkt.weiter.map((satz) => (
        <span className="mod-punkt__weiter" key={satz}>
          {satz}
        </span>
      ))}
    </li>
  );
}
