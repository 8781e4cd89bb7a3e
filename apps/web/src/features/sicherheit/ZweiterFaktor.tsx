import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Sicherheit } from '../../api/typen.js';
import { formatTag } from '../../bausteine/datum.js';
import { Knopf } from '../../bausteine/Knopf.js';
import { Marke } from '../../bausteine/Marke.js';
import { Abschalten } from './Abschalten.js';
import { Codes } from './Codes.js';
import { Einrichten } from './Einrichten.js';

type Vorhaben = 'einrichten' | 'abschalten' | 'codes' | null;

export function ZweiterFaktor({ stand }: { stand: Sicherheit['zweiterFaktor'] }) {
  const client = useQueryClient();
  const [vorhaben, setVorhaben] = useState<Vorhaben>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['ich'] }),
      client.invalidateQueries({ queryKey: ['sicherheit'] }),
    ]);
  const done = (neue: string[] | null) => {
    setVorhaben(null);
    setCodes(neue);
    void refresh();
  };
  const schliessen = () => setVorhaben(null);
  return (
    <section className="zst-stapel" aria-labelledby="zweiter-faktor">
      <header className="zst-eintrag__kopf">
        <h2 className="kern-heading-medium" id="zweiter-faktor">
          Zweiter Faktor
        </h2>
        {stand.an ? <Marke art="success">Eingeschaltet</Marke> : <Marke art="info">Ausgeschaltet</Marke>}
      </header>
      <p className="kern-body">
        Beim Anmelden brauchen Sie dann außer dem Passwort einen Code aus einer App auf Ihrem Telefon. Ein
        gestohlenes Passwort allein nützt niemandem mehr.
      </p>
      {codes ? <Codes codes={codes} onFertig={() => setCodes(null)} /> : null}
      {stand.an && !codes ? (
        <p>
          Eingerichtet am {stand.seit ? formatTag(stand.seit) : ''}. Sie haben noch {stand.codes}{' '}
          {stand.codes === 1 ? 'Wiederherstellungscode' : 'Wiederherstellungscodes'}.
        </p>
      ) : null}
      {vorhaben === 'einrichten' ? <Einrichten onFertig={done} onAbbrechen={schliessen} /> : null}
      {vorhaben === 'abschalten' || vorhaben === 'codes' ? (
        <Abschalten key={vorhaben} vorhaben={vorhaben} onFertig={done} onAbbrechen={schliessen} />
      ) : null}
      {vorhaben || codes ? null : <Auswahl stand={stand} onVorhaben={setVorhaben} />}
    </section>
  );
}

function Auswahl({
  stand,
  onVorhaben,
}: {
  stand: Sicherheit['zweiterFaktor'];
  onVorhaben: (vorhaben: Vorhaben) => void;
}) {
  if (!stand.an)
    return (
      <div className="zst-knoepfe">
        <Knopf onClick={() => onVorhaben('einrichten')}>Zweiten Faktor einrichten</Knopf>
      </div>
    );
  return (
    <>
      <div className="zst-knoepfe">
        <Knopf art="secondary" onClick={() => onVorhaben('codes')}>
          Neue Wiederherstellungscodes
        </Knopf>
        {stand.pflicht ? null : (
          <Knopf art="secondary" onClick={() => onVorhaben('abschalten')}>
            Abschalten
          </Knopf>
        )}
      </div>
      {stand.pflicht ? (
        <p className="zst-leise zst-klein">
          Für Ihre Rolle ist er vorgeschrieben. Bei einem neuen Telefon setzt ihn Ihre Administration zurück.
        </p>
      ) : null}
    </>
  );
}
