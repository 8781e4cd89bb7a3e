import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, daten } from '../../api/client.js';
import type { components } from '../../api/generated/schema.js';
import { useIch } from '../../api/ich.js';
import type { Vorgang } from '../../api/typen.js';
import { Abfrage } from '../../bausteine/Abfrage.js';
import { Klappe } from '../../bausteine/Klappe.js';
import { Zeitleiste } from '../../bausteine/Liste.js';
import { Zeit } from '../../bausteine/Zeit.js';
import { Anfrage } from './Anfrage.js';
import { Einwilligungen, Einwilligungsstand } from './Einwilligungen.js';

const WAS = {
  gelesen: 'Angaben gesehen',
  geaendert: 'Angaben ergänzt oder geändert',
  auskunft: 'Auskunft erstellt',
};

/** Consent, export, who has seen the person, and for the Koordinierungsstelle erasure; for a person's case only. */
export function Datenschutz({ vorgang }: { vorgang: Vorgang }) {
  const rechte = useIch().data?.rechte ?? [];
  const arbeitet = vorgang.person !== null;
  const koordiniert = rechte.includes('datenschutz.anfragen');
  if (vorgang.art !== 'meldung' || vorgang.zugriff !== 'voll' || !(arbeitet || koordiniert)) return null;
  return (
    <Klappe
      id="datenschutz"
      titel="Datenschutz"
      kurz={<Einwilligungsstand id={vorgang.id} />}
      offen={false}
      className="zst-kasten zst-nicht-drucken"
    >
      <Einwilligungen id={vorgang.id} />
      <Einsichten id={vorgang.id} />
      {arbeitet ? <Auskunft id={vorgang.id} /> : null}
      {koordiniert ? <Anfrage vorgang={vorgang} arbeitet={arbeitet} /> : null}
    </Klappe>
  );
}

function Auskunft({ id }: { id: string }) {
  return (
    <div className="zst-stapel zst-stapel--eng">
      <h3 className="kern-title">Auskunft für die Person</h3>
      <p>Alles, was zu diesem Fall gespeichert ist, zum Aushändigen.</p>
      <p>
        <a href={`/api/vorgaenge/${id}/auskunft?format=html`}>Zum Lesen und Drucken (HTML)</a>
        {' · '}
        <a href={`/api/vorgaenge/${id}/auskunft?format=json`}>Zum Mitnehmen (JSON)</a>
      </p>
    </div>
  );
}

/** Read when somebody wants to know, so that what was done a moment ago stands there, too. */
function Einsichten({ id }: { id: string }) {
  const [offen, setOffen] = useState(false);
  const einsichten = useQuery({
    queryKey: ['vorgaenge', 'einsichten', id],
    queryFn: () => daten(api.GET('/api/vorgaenge/{id}/einsichten', { params: { path: { id } } })),
    enabled: offen,
    staleTime: 0,
  });
  return (
    <details className="zst-klappe" onToggle={({ currentTarget }) => setOffen(currentTarget.open)}>
      <summary>Wer hat die Angaben zur Person gesehen?</summary>
      {offen ? <Abfrage abfrage={einsichten}>{(daten) => <Einsichtsliste {...daten} />}</Abfrage> : null}
    </details>
  );
}

function Einsichtsliste({ eintraege }: components['schemas']['Einsichten']) {
  return (
    <>
      {eintraege.length === 0 ? <p>Bisher niemand.</p> : null}
      <Zeitleiste
        ereignisse={eintraege.map(({ am, wer, stelle, was }) => ({
          text: stelle ? `${wer} (${stelle})` : wer,
          wer: WAS[was],
          am: <Zeit am={am} />,
        }))}
      />
    </>
  );
}
