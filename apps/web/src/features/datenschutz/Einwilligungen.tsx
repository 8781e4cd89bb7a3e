import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api, daten } from '../../api/client.js';
import type { Einwilligung, Einwilligungen as Alle } from '../../api/typen.js';
import { FehlerHinweis, Hinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Paare } from '../../bausteine/Liste.js';
import { Marke } from '../../bausteine/Marke.js';
import { Rueckfrage } from '../../bausteine/Rueckfrage.js';
import { Zeit } from '../../bausteine/Zeit.js';
import { Erfassen } from './Erfassen.js';
import { nameOfSprache } from './sprache.js';

const FORM = { schriftlich: 'Schriftlich', muendlich: 'Mündlich', elektronisch: 'Elektronisch' };
const TAG = new Intl.DateTimeFormat('de-DE', { dateStyle: 'medium', timeZone: 'UTC' });

const useEinwilligungen = (id: string) =>
  useQuery({
    queryKey: ['vorgaenge', 'einwilligungen', id],
    queryFn: () => daten(api.GET('/api/vorgaenge/{id}/einwilligungen', { params: { path: { id } } })),
  });

/** Whether the case may be passed on, in a few words. */
export function Einwilligungsstand({ id }: { id: string }) {
  const { data } = useEinwilligungen(id);
  if (!data) return 'Einwilligung und Auskunft';
  if (data.gestopptSeit) return <Marke art="danger">Einwilligung widerrufen</Marke>;
  const gilt = data.eintraege.filter(({ widerrufenAm }) => !widerrufenAm);
  if (gilt.length === 0) return <Marke art="warning">Einwilligung fehlt</Marke>;
  if (gilt.some(({ schriftformFehlt }) => schriftformFehlt.length > 0))
    return <Marke art="warning">Schriftform fehlt</Marke>;
  return <Marke art="success">Einwilligung gilt</Marke>;
}

/** What the person agreed to; who works on the case adds to it or records that it was taken back. */
export function Einwilligungen({ id }: { id: string }) {
  const alle = useEinwilligungen(id);
  const ueberschrift = useRef<HTMLHeadingElement>(null);
  if (!alle.data) return null;
  const { eintraege, gestopptSeit } = alle.data;
  return (
    <div className="zst-stapel">
      <h3 className="kern-title" tabIndex={-1} ref={ueberschrift}>
        Einwilligung
      </h3>
      {gestopptSeit ? (
        <Hinweis art="warning" titel="Die Einwilligung ist widerrufen">
          <p className="kern-body">
            Keine weitere Stelle bekommt den Fall, bis eine neue Einwilligung erfasst ist.
          </p>
        </Hinweis>
      ) : null}
      {eintraege.length === 0 ? (
        <p>Es ist keine Einwilligung erfasst. Wohin der Fall geht, bestimmt bis dahin allein der Ablauf.</p>
      ) : null}
      {eintraege.map((eine) => (
        <Eine key={eine.id} eine={eine} />
      ))}
      {eintraege.some(({ widerrufenAm }) => !widerrufenAm) ? <Weitergabe alle={alle.data} /> : null}
      {alle.data.darfErfassen ? (
        <Handeln id={id} alle={alle.data} onFertig={() => ueberschrift.current?.focus()} />
      ) : null}
    </div>
  );
}

/** To whom the case may go and to whom not, before anybody tries. */
function Weitergabe({ alle }: { alle: Alle }) {
  const namen = (gedeckt: boolean) =>
    alle.organisationen.flatMap((stelle) => (stelle.gedeckt === gedeckt ? stelle.name : []));
  const gesperrt = namen(false);
  return (
    <section className="zst-stapel zst-stapel--eng" aria-labelledby="weitergabe">
      <h4 className="kern-label" id="weitergabe">
        Wohin der Fall gehen darf
      </h4>
      <Paare
        paare={[
          { frage: 'Die Einwilligung nennt', antwort: namen(true).join(', ') || 'keine Stelle' },
          ...(gesperrt.length > 0
            ? [{ frage: 'Nur mit erweiterter Einwilligung', antwort: gesperrt.join(', ') }]
            : []),
        ]}
      />
      <p className="zst-leise zst-klein">
        Wer schon am Fall arbeitet, behält ihn. Die Koordinierungsstelle steuert den Ablauf auch ungenannt,
        sieht dann aber nicht, um wen es geht.
      </p>
    </section>
  );
}

function Eine({ eine }: { eine: Einwilligung }) {
  const durch = eine.durch === 'person' ? 'der Person' : 'Sorgeberechtigten oder gesetzlicher Vertretung';
  return (
    <details open={!eine.widerrufenAm}>
      <summary>
        {FORM[eine.form]}, {TAG.format(new Date(eine.erteiltAm))}{' '}
        <Marke art={eine.widerrufenAm ? 'danger' : 'success'}>
          {eine.widerrufenAm ? 'widerrufen' : 'gilt'}
        </Marke>
      </summary>
      {eine.schriftformFehlt.length > 0 ? (
        <Hinweis art="warning" titel="Schriftform nachholen">
          <p className="kern-body">
            Für {eine.schriftformFehlt.join(', ')} gilt das KDG. Bitte holen Sie die Einwilligung schriftlich
            nach und erfassen Sie sie, oder beschreiben Sie dort die besonderen Umstände.
          </p>
        </Hinweis>
      ) : null}
      <Paare
        paare={[
          { frage: 'Empfänger', antwort: eine.empfaenger.map(({ name }) => name).join(', ') },
          { frage: 'Zwecke', antwort: eine.zwecke.join(', ') },
          { frage: 'Von', antwort: `${durch}, Sprache: ${nameOfSprache(eine.sprache)}` },
          {
            frage: 'Erfasst',
            antwort: (
              <>
                {eine.erfasstVon}, <Zeit am={eine.erfasstAm} />
              </>
            ),
          },
          ...(eine.umstaende ? [{ frage: 'Besondere Umstände', antwort: eine.umstaende }] : []),
          ...(eine.widerrufenAm
            ? [
                {
                  frage: 'Widerruf erfasst',
                  antwort: (
                    <>
                      {eine.widerrufenVon}, <Zeit am={eine.widerrufenAm} />
                    </>
                  ),
                },
              ]
            : []),
          { frage: 'Text', antwort: eine.text },
        ]}
      />
    </details>
  );
}

interface HandelnProps {
  id: string;
  alle: Alle;
  /** the button is gone with which it began: the focus goes elsewhere */
  onFertig: () => void;
}

function Handeln({ id, alle, onFertig }: HandelnProps) {
  const client = useQueryClient();
  const [erfasst, setErfasst] = useState(false);
  const [meldung, setMeldung] = useState('');
  const tell = (text: string) => {
    setMeldung(text);
    onFertig();
  };
  const [gefragt, setGefragt] = useState(false);
  const widerrufen = useMutation({
    mutationFn: () => daten(api.POST('/api/vorgaenge/{id}/widerruf', { params: { path: { id } } })),
    onSuccess: () => tell('Der Widerruf ist erfasst.'),
    onSettled: () => client.invalidateQueries({ queryKey: ['vorgaenge'] }),
  });
  const close = (neu: boolean) => {
    setErfasst(false);
    tell(neu ? 'Die Einwilligung ist erfasst.' : '');
  };
  if (erfasst) return <Erfassen id={id} alle={alle} onFertig={close} />;
  return (
    <>
      {meldung ? <Hinweis art="success" titel={meldung} melden /> : null}
      {widerrufen.error ? <FehlerHinweis fehler={widerrufen.error} /> : null}
      <div className="zst-knoepfe">
        <Knopf art="secondary" onClick={() => setErfasst(true)}>
          Einwilligung erfassen
        </Knopf>
        {alle.gestopptSeit ? null : (
          <Knopf art="secondary" beschaeftigt={widerrufen.isPending} onClick={() => setGefragt(true)}>
            Widerruf erfassen
          </Knopf>
        )}
      </div>
      <Rueckfrage
        offen={gefragt}
        titel="Widerruf erfassen?"
        ja="Widerruf erfassen"
        nein="Abbrechen"
        onNein={() => setGefragt(false)}
        onJa={() => {
          setGefragt(false);
          widerrufen.mutate();
        }}
      >
        <p className="kern-body">
          Alle Einwilligungen zu diesem Fall gelten dann nicht mehr. Keine weitere Stelle bekommt den Fall,
          bis Sie eine neue erfassen. Wer schon daran arbeitet, behält ihn.
        </p>
      </Rueckfrage>
    </>
  );
}
