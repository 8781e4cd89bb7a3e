import { useSearchParams } from 'react-router';
import type { AufgabenFilter } from '../../api/typen.js';
import { FehlerHinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Leer } from '../../bausteine/Liste.js';
import { Reiter } from '../../bausteine/Reiter.js';
import { Ladeanzeige } from '../../layout/Ladeanzeige.js';
import { Seite } from '../../layout/Seite.js';
import { MeineTermine } from '../termine/MeineTermine.js';
import { useAufgaben } from './abfragen.js';
import { Eintrag } from './Eintrag.js';

const filter: { wert: AufgabenFilter; text: string; leer: string; hinweis: string }[] = [
  {
    wert: 'offen',
    text: 'Offen',
    leer: 'Gerade ist nichts zu tun.',
    hinweis: 'Sobald eine Aufgabe für Ihre Organisation ansteht, erscheint sie hier von selbst.',
  },
  {
    wert: 'meine',
    text: 'Von mir übernommen',
    leer: 'Sie haben gerade keine Aufgabe übernommen.',
    hinweis: 'Unter „Offen“ sehen Sie, was für Ihre Organisation ansteht.',
  },
  {
    wert: 'erledigt',
    text: 'Erledigt',
    leer: 'Noch ist nichts erledigt.',
    hinweis: 'Was Sie und Ihre Organisation abgeschlossen haben, steht später hier.',
  },
];

/** The inbox of one's organisations. */
export function Eingang() {
  const [suche] = useSearchParams();
  const gewaehlt = filter.find(({ wert }) => wert === suche.get('filter')) ?? filter[0];
  if (!gewaehlt) return null;
  return (
    <Seite titel="Aufgaben">
      <MeineTermine />
      <Reiter
        name="Welche Aufgaben"
        eintraege={filter.map(({ wert, text }) => ({
          suche: `?filter=${wert}`,
          text,
          aktiv: wert === gewaehlt.wert,
        }))}
      />
      <Aufgabenliste key={gewaehlt.wert} {...gewaehlt} />
    </Seite>
  );
}

function Aufgabenliste({ wert, leer, hinweis }: { wert: AufgabenFilter; leer: string; hinweis: string }) {
  const aufgaben = useAufgaben(wert);
  if (aufgaben.isPending) return <Ladeanzeige />;
  if (!aufgaben.data) return <FehlerHinweis fehler={aufgaben.error} erneut={() => void aufgaben.refetch()} />;
  const eintraege = aufgaben.data.pages.flatMap((seite) => seite.eintraege);
  const [erste] = aufgaben.data.pages;
  if (eintraege.length === 0) return <Leer titel={leer}>{hinweis}</Leer>;
  return (
    <section className="zst-stapel" aria-label="Liste der Aufgaben">
      <p className="zst-leise" role="status">
        {erste ? describeAnzahl(erste) : null}
      </p>
      <ul className="zst-eintraege">
        {eintraege.map((eintrag) => (
          <Eintrag key={eintrag.id} eintrag={eintrag} />
        ))}
      </ul>
      {aufgaben.hasNextPage ? (
        <p>
          <Knopf
            art="secondary"
            beschaeftigt={aufgaben.isFetchingNextPage}
            onClick={() => void aufgaben.fetchNextPage()}
          >
            Weitere anzeigen
          </Knopf>
        </p>
      ) : null}
    </section>
  );
}

function describeAnzahl({ anzahl, mehrAlsGezaehlt }: { anzahl: number; mehrAlsGezaehlt: boolean }): string {
  if (anzahl === 1) return '1 Aufgabe';
  const zahl = anzahl.toLocaleString('de-DE');
  return mehrAlsGezaehlt ? `Mehr als ${zahl} Aufgaben` : `${zahl} Aufgaben`;
}
