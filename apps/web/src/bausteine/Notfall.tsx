import type { Notfall as Kontakt } from '../api/typen.js';
import { Hinweis } from './Hinweis.js';

const telLink = (telefon: string) => `tel:${telefon.replace(/[^\d+]/g, '')}`;

function Nummern({ kontakte }: { kontakte: Kontakt[] }) {
  return (
    <ul className="zst-telefone">
      {kontakte.map((kontakt) => (
        <li key={kontakt.telefon + kontakt.text}>
          <span>{kontakt.text}</span>
          <a href={telLink(kontakt.telefon)}>{kontakt.telefon}</a>
        </li>
      ))}
    </ul>
  );
}

/** Acute danger is no case for a form: the numbers to call. */
export function Notfall({ kontakte }: { kontakte: Kontakt[] }) {
  if (kontakte.length === 0) return null;
  return (
    <Hinweis art="danger" titel="Ist jemand in Gefahr? Dann rufen Sie bitte sofort an.">
      <p className="kern-body">
        Eine Meldung wird erst zu den Arbeitszeiten gelesen. Bei akuter Gefahr, auch für ein Kind, hilft nur
        das Telefon:
      </p>
      <Nummern kontakte={kontakte} />
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
