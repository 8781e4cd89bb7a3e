import { useInfiniteQuery } from '@tanstack/react-query';
import type { Recht } from '@zusteuerung/domain';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import { api, daten } from '../../api/client.js';
import { useIch } from '../../api/ich.js';
import type { VorgangArt } from '../../api/typen.js';
import { FehlerHinweis } from '../../bausteine/Hinweis.js';
import { Knopf, Linkknopf } from '../../bausteine/Knopf.js';
import { Leer } from '../../bausteine/Liste.js';
import { Reiter } from '../../bausteine/Reiter.js';
import { Textfeld } from '../../bausteine/Textfeld.js';
import { Ladeanzeige } from '../../layout/Ladeanzeige.js';
import { Seite } from '../../layout/Seite.js';
import { VorgangZeile } from './VorgangZeile.js';

const arten: { wert: VorgangArt; text: string; rechte: Recht[] }[] = [
  { wert: 'meldung', text: 'Meldungen', rechte: ['faelle.sehen', 'meldungen.eigene'] },
  { wert: 'anliegen', text: 'Anliegen', rechte: ['anliegen.sehen'] },
];

const hinweise: Record<VorgangArt, string> = {
  meldung: 'Sobald eine Meldung eingeht, an der Ihre Organisation beteiligt ist, steht sie hier.',
  anliegen:
    'Anliegen entstehen aus einem Fall: Dort gibt es die Schaltfläche „Anliegen aus diesem Fall melden“.',
};

const useVorgaenge = (art: VorgangArt, suche: string) =>
  useInfiniteQuery({
    queryKey: ['vorgaenge', 'liste', art, suche],
    queryFn: ({ pageParam }) =>
      daten(
        api.GET('/api/vorgaenge', {
          params: {
            query: { art, ...(suche ? { suche } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
          },
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (seite) => seite.weiter,
    placeholderData: (vorher) => vorher,
  });

/** All cases one may see. */
export function Liste() {
  const [parameter, setParameter] = useSearchParams();
  const ich = useIch().data;
  const rechte = ich?.rechte ?? [];
  const sichtbar = arten.filter((eintrag) => eintrag.rechte.some((recht) => rechte.includes(recht)));
  const art = (sichtbar.find(({ wert }) => wert === parameter.get('art')) ?? sichtbar[0])?.wert ?? 'meldung';
  const suche = parameter.get('suche') ?? '';
  return (
    <Seite titel={sichtbar.length === 1 ? (sichtbar[0]?.text ?? 'Vorgänge') : 'Vorgänge'}>
      {sichtbar.length > 1 ? (
        <Reiter
          name="Art der Vorgänge"
          eintraege={sichtbar.map(({ wert, text }) => ({ suche: `?art=${wert}`, text, aktiv: wert === art }))}
        />
      ) : null}
      {ich && rechte.includes('meldungen.eigene') && art === 'meldung' ? (
        <p>
          <Linkknopf nach={`/${ich.mandant.id}`}>Neuen Fall melden</Linkknopf>
        </p>
      ) : null}
      <Suche
        key={art}
        anfang={suche}
        onSuche={(text) => setParameter(text ? { art, suche: text } : { art }, { replace: true })}
      />
      <Treffer art={art} suche={suche} />
    </Seite>
  );
}

/** Searches a moment after the last key, so that not every letter asks the server. */
function Suche({ anfang, onSuche }: { anfang: string; onSuche: (text: string) => void }) {
  const [text, setText] = useState(anfang);
  useEffect(() => {
    if (text.trim() === anfang) return;
    const timer = setTimeout(() => onSuche(text.trim()), 300);
    return () => clearTimeout(timer);
  }, [text, anfang, onSuche]);
  return (
    <form role="search" onSubmit={(event) => event.preventDefault()}>
      <Textfeld
        id="suche"
        type="search"
        beschriftung="Suchen"
        hinweis="Vorgangsnummer oder Stichwort"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </form>
  );
}

function Treffer({ art, suche }: { art: VorgangArt; suche: string }) {
  const vorgaenge = useVorgaenge(art, suche);
  if (vorgaenge.isPending) return <Ladeanzeige />;
  if (!vorgaenge.data)
    return <FehlerHinweis fehler={vorgaenge.error} erneut={() => void vorgaenge.refetch()} />;
  const eintraege = vorgaenge.data.pages.flatMap((seite) => seite.eintraege);
  if (eintraege.length === 0)
    return (
      <Leer titel={suche ? `Zu „${suche}“ ist nichts zu finden.` : 'Noch ist hier nichts.'}>
        {suche ? 'Bitte prüfen Sie die Schreibweise oder suchen Sie mit der Vorgangsnummer.' : hinweise[art]}
      </Leer>
    );
  return (
    <section className="zst-stapel" aria-label={art === 'anliegen' ? 'Anliegen' : 'Meldungen'}>
      <ul className="zst-eintraege">
        {eintraege.map((eintrag) => (
          <VorgangZeile key={eintrag.id} eintrag={eintrag} />
        ))}
      </ul>
      {vorgaenge.hasNextPage ? (
        <p>
          <Knopf
            art="secondary"
            beschaeftigt={vorgaenge.isFetchingNextPage}
            onClick={() => void vorgaenge.fetchNextPage()}
          >
            Weitere anzeigen
          </Knopf>
        </p>
      ) : null}
    </section>
  );
}
