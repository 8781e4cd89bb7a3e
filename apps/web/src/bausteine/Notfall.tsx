import type { Notfall as Kontakt } from '../api/typen.js';
import { Hinweis } from './Hinweis.js';

const telLink = (telefon: string) => `tel:${telefon.replace(/[^\d+]/g, '')}`;

function Nummern({ kontakte }: { kontakte: Kontakt[] }) {
  return (
    <ul className="zst-telefone">
      {kontakte.map((kontakt) => (
        <li key={kontakt.telefon + kontakt.text}>
          <a href={telLink(kontakt.telefon)}>{kontakt.telefon}</a>
          <span>{kontakt.text}</span>
        </li>
      ))}
    </ul>
  );
}

/** Acute danger is no case for a form: the numbers to call. */
export function Notfall({ kontakte }: { kontakte: Kontakt[] }) {
  if (kontakte.length === 0) return null;
  return (
    <Hinweis art="danger" titel="Ist jemand in Gefahr? Bitte sofort anrufen.">
      <Nummern kontakte={kontakte} />
      <p className="zst-klein">Was Sie hier eingeben, liest erst während der Arbeitszeit jemand.</p>
    </Hinweis>
  );
}

/** The same, folded away, for pages where people are busy with something else. */
export function NotfallKlappe({ kontakte }: { kontakte: Kontakt[] }) {
  if (kontakte.length === 0) return null;
  return (
    <details className="zst-klappe zst-nicht-drucken">
      <summary>Ist jemand in Gefahr? Telefonnummern für den Notfall</summary>
      <Nummern kontakte={kontakte} />
    </details>
  );
}
