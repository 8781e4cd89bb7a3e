import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { api, daten } from '../../api/client.js';
import type { Vorgang } from '../../api/typen.js';
import { FehlerHinweis, Hinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Rueckfrage } from '../../bausteine/Rueckfrage.js';
import { Textfeld } from '../../bausteine/Textfeld.js';

const AKTENZEICHEN = /^(?=.*\d)[0-9A-Z][0-9A-Z./_-]{1,39}$/;

/** A request of the person: export and erasure, with the file number that stands in the audit log. */
export function Anfrage({ vorgang, arbeitet }: { vorgang: Vorgang; arbeitet: boolean }) {
  const [aktenzeichen, setAktenzeichen] = useState('');
  const gueltig = AKTENZEICHEN.test(aktenzeichen);
  const datei = (format: string) =>
    `/api/vorgaenge/${vorgang.id}/auskunft?format=${format}&anlass=auskunft&aktenzeichen=${encodeURIComponent(aktenzeichen)}`;
  return (
    <div className="zst-stapel">
      <h3 className="kern-title">Anfrage der Person</h3>
      <Textfeld
        id="aktenzeichen"
        beschriftung="Aktenzeichen der Anfrage"
        hinweis="Zum Beispiel DS-12/2026. Es steht im Protokoll, deshalb ohne Namen."
        value={aktenzeichen}
        onChange={(event) => setAktenzeichen(event.target.value.toUpperCase())}
      />
      {gueltig && !arbeitet ? (
        <p>
          Auskunft: <a href={datei('html')}>zum Lesen und Drucken (HTML)</a>
          {' · '}
          <a href={datei('json')}>zum Mitnehmen (JSON)</a>
        </p>
      ) : null}
      <Sperre id={vorgang.id} />
      <Loeschen id={vorgang.id} aktenzeichen={gueltig ? aktenzeichen : null} />
    </div>
  );
}

function Sperre({ id }: { id: string }) {
  const client = useQueryClient();
  const [grund, setGrund] = useState('');
  const [bis, setBis] = useState('');
  const params = { path: { id } };
  const queryKey = ['vorgaenge', 'loeschsperre', id];
  const sperre = useQuery({
    queryKey,
    queryFn: () => daten(api.GET('/api/vorgaenge/{id}/loeschsperre', { params })),
  });
  const aendern = useMutation({
    mutationFn: (setzen: boolean) =>
      setzen
        ? daten(api.PUT('/api/vorgaenge/{id}/loeschsperre', { params, body: { grund, ...(bis && { bis }) } }))
        : daten(api.DELETE('/api/vorgaenge/{id}/loeschsperre', { params })),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  if (!sperre.data) return null;
  const gesetzt = sperre.data.sperre;
  return (
    <>
      {aendern.error ? <FehlerHinweis fehler={aendern.error} /> : null}
      {gesetzt ? (
        <Hinweis art="info" titel="Das Löschen ist ausgesetzt">
          <p className="kern-body">
            {gesetzt.grund}, {gesetzt.bis ? `bis ${gesetzt.bis}` : 'bis auf Weiteres'} ({gesetzt.von})
          </p>
          <Knopf art="secondary" beschaeftigt={aendern.isPending} onClick={() => aendern.mutate(false)}>
            Sperre aufheben
          </Knopf>
        </Hinweis>
      ) : (
        <details>
          <summary>Löschen aussetzen</summary>
          <div className="zst-stapel">
            <Textfeld
              id="sperre-grund"
              beschriftung="Grund"
              value={grund}
              onChange={(event) => setGrund(event.target.value)}
            />
            <Textfeld
              id="sperre-bis"
              type="date"
              beschriftung="Bis (freiwillig)"
              value={bis}
              onChange={(event) => setBis(event.target.value)}
            />
            <div className="zst-knoepfe">
              <Knopf
                art="secondary"
                disabled={grund.trim().length < 3}
                beschaeftigt={aendern.isPending}
                onClick={() => aendern.mutate(true)}
              >
                Löschen aussetzen
              </Knopf>
            </div>
          </div>
        </details>
      )}
    </>
  );
}

function Loeschen({ id, aktenzeichen }: { id: string; aktenzeichen: string | null }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [gefragt, setGefragt] = useState(false);
  const loeschen = useMutation({
    mutationFn: (body: { aktenzeichen: string; beenden: boolean }) =>
      daten<unknown>(api.POST('/api/vorgaenge/{id}/loeschen', { params: { path: { id } }, body })),
    onSuccess: async () => {
      await navigate('/vorgaenge');
      client.removeQueries({ queryKey: ['vorgaenge'] });
    },
  });
  return (
    <>
      {loeschen.error ? <FehlerHinweis fehler={loeschen.error} titel="Nicht gelöscht" /> : null}
      <div className="zst-knoepfe">
        <Knopf
          art="secondary"
          disabled={!aktenzeichen}
          beschaeftigt={loeschen.isPending}
          onClick={() => setGefragt(true)}
        >
          Alle Daten löschen
        </Knopf>
      </div>
      <Rueckfrage
        offen={gefragt}
        titel="Alle Daten dieses Falls löschen?"
        ja="Endgültig löschen"
        nein="Abbrechen"
        onNein={() => setGefragt(false)}
        onJa={() => {
          setGefragt(false);
          if (aktenzeichen) loeschen.mutate({ aktenzeichen, beenden: true });
        }}
      >
        <p className="kern-body">
          Läuft der Fall noch, wird er beendet. Angaben, Verlauf, Aufgaben und Nachrichten werden gelöscht.
          Das lässt sich nicht rückgängig machen. Für die Statistik bleiben Monat, Ergebnis und Stelle, ohne
          Bezug zur Person.
        </p>
      </Rueckfrage>
    </>
  );
}
