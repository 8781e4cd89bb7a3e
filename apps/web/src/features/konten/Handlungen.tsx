import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, daten } from '../../api/client.js';
import type { KontoEinzeln, KontoLink } from '../../api/typen.js';
import { FehlerHinweis } from '../../bausteine/Hinweis.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Rueckfrage } from '../../bausteine/Rueckfrage.js';
import { Linkanzeige } from './Linkanzeige.js';

interface Handlung {
  text: string;
  /** asked before; without it, it is done at once */
  frage?: string;
  run: () => Promise<KontoLink | undefined>;
}

const none = (anfrage: Promise<unknown>): Promise<undefined> => anfrage.then(() => undefined);

function handlungenOf(konto: KontoEinzeln): Handlung[] {
  const params = { path: { id: konto.id } };
  const setAktiv = (aktiv: boolean) =>
    none(daten(api.PUT('/api/konten/{id}/aktiv', { params, body: { aktiv } })));
  const link: Handlung = {
    text:
      konto.stand === 'eingeladen' ? 'Neuen Einladungslink erstellen' : 'Link für neues Passwort erstellen',
    run: () => daten(api.POST('/api/konten/{id}/link', { params })),
  };
  const faktor: Handlung = {
    text: 'Zweiten Faktor zurücksetzen',
    frage: `${konto.name} meldet sich dann wieder mit dem Passwort allein an. Bitte vergewissern Sie sich am Telefon oder persönlich, dass die Bitte wirklich von ihr oder ihm kommt.`,
    run: () => none(daten(api.DELETE('/api/konten/{id}/zweiter-faktor', { params }))),
  };
  const abmelden: Handlung = {
    text: 'Auf allen Geräten abmelden',
    run: () => none(daten(api.DELETE('/api/konten/{id}/sitzungen', { params }))),
  };
  const sperren: Handlung = {
    text: 'Konto sperren',
    frage: `${konto.name} wird sofort überall abgemeldet und kann sich nicht mehr anmelden. Sie können das Konto jederzeit wieder entsperren.`,
    run: () => setAktiv(false),
  };
  if (konto.stand === 'gesperrt') return [{ text: 'Konto entsperren', run: () => setAktiv(true) }];
  return [
    ...(konto.verzeichnis ? [] : [link]),
    ...(konto.zweiterFaktor ? [faktor] : []),
    ...(konto.sitzungen > 0 ? [abmelden] : []),
    sperren,
  ];
}

/** What an administrator can do with a colleague's account. */
export function Handlungen({ konto }: { konto: KontoEinzeln }) {
  const client = useQueryClient();
  const [gefragt, setGefragt] = useState<Handlung | null>(null);
  const tun = useMutation({
    mutationFn: (handlung: Handlung) => handlung.run(),
    onSettled: () => client.invalidateQueries({ queryKey: ['konten'] }),
  });
  return (
    <section className="zst-stapel" aria-label="Was Sie tun können">
      {tun.error ? <FehlerHinweis fehler={tun.error} /> : null}
      {tun.data ? <Linkanzeige ergebnis={tun.data} name={konto.name} /> : null}
      <div className="zst-knoepfe">
        {handlungenOf(konto).map((handlung) => (
          <Knopf
            key={handlung.text}
            art="secondary"
            beschaeftigt={tun.isPending}
            onClick={() => (handlung.frage ? setGefragt(handlung) : tun.mutate(handlung))}
          >
            {handlung.text}
          </Knopf>
        ))}
      </div>
      <Rueckfrage
        offen={gefragt !== null}
        titel={`${gefragt?.text ?? ''}?`}
        ja={gefragt?.text ?? ''}
        nein="Abbrechen"
        onNein={() => setGefragt(null)}
        onJa={() => {
          if (gefragt) tun.mutate(gefragt);
          setGefragt(null);
        }}
      >
        <p className="kern-body">{gefragt?.frage}</p>
      </Rueckfrage>
      <p className="kern-sr-only" role="status">
        {tun.isSuccess ? 'Erledigt' : ''}
      </p>
    </section>
  );
}
