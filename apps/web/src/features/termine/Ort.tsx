import type { Termin } from './abfragen.js';

/** A room, or the way into a video conference; in few words where there is little room. */
export function Ort({ ort, kurz = false }: { ort: string; kurz?: boolean }) {
  const link = /^https?:\/\/\S+$/i.test(ort);
  return (
    <span className="zst-umbruch">
      {link ? (
        <a href={ort} target="_blank" rel="noopener noreferrer">
          {kurz ? 'Zur Videokonferenz' : ort}
        </a>
      ) : (
        ort
      )}
    </span>
  );
}

export function Kalenderlink({ termin: { id, titel, vorgang } }: { termin: Termin }) {
  return (
    <a
      href={`/api/vorgaenge/${vorgang.id}/termine/${id}/termin.ics`}
      download="termin.ics"
      aria-label={`Kalenderdatei (.ics) herunterladen: ${titel}`}
    >
      Kalenderdatei (.ics) herunterladen
    </a>
  );
}
