import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, daten } from '../../api/client.js';
import { fehlerAn } from '../../api/fehler.js';
import { FehlerHinweis } from '../../bausteine/Hinweis.js';
import { Knopf, Linkknopf } from '../../bausteine/Knopf.js';
import { Textfeld } from '../../bausteine/Textfeld.js';
import { Seite } from '../../layout/Seite.js';
import { Linkanzeige } from './Linkanzeige.js';
import { LEER, rollenOf, Rollenwahl, type Rollenzeile } from './Rollenwahl.js';

interface Eingabe {
  name: string;
  email: string;
  rollen: Rollenzeile[];
}

/** A new account; its owner chooses the password. */
export function Einladen() {
  const client = useQueryClient();
  const [eingabe, setEingabe] = useState<Eingabe>({ name: '', email: '', rollen: [LEER] });
  const einladen = useMutation({
    mutationFn: ({ rollen, ...person }: Eingabe) =>
      daten(api.POST('/api/konten', { body: { ...person, mitgliedschaften: rollenOf(rollen) } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['konten'] }),
  });
  const falscheEmail = fehlerAn(einladen.error, 'email');
  if (einladen.data)
    return (
      <Seite titel={`${eingabe.name} ist eingeladen`} schmal>
        <Linkanzeige ergebnis={einladen.data} name={eingabe.name} />
        <div className="zst-knoepfe">
          <Linkknopf nach={`/konten/${einladen.data.kontoId}`}>Konto ansehen</Linkknopf>
          <Linkknopf nach="/konten" art="secondary">
            Alle Konten
          </Linkknopf>
        </div>
      </Seite>
    );
  return (
    <Seite titel="Person einladen" schmal>
      <p className="kern-body">
        Die Person bekommt einen Link und legt ihr Passwort selbst fest. Sie kann sofort arbeiten, was ihre
        Rolle vorsieht.
      </p>
      {einladen.error && !falscheEmail ? <FehlerHinweis fehler={einladen.error} /> : null}
      <form
        className="zst-stapel"
        onSubmit={(event) => {
          event.preventDefault();
          einladen.mutate(eingabe);
        }}
      >
        <Textfeld
          id="name"
          beschriftung="Vor- und Nachname"
          autoComplete="off"
          required
          maxLength={200}
          value={eingabe.name}
          onChange={(event) => setEingabe({ ...eingabe, name: event.target.value })}
        />
        <Textfeld
          id="email"
          type="email"
          beschriftung="Dienstliche E-Mail-Adresse"
          autoComplete="off"
          required
          value={eingabe.email}
          onChange={(event) => setEingabe({ ...eingabe, email: event.target.value })}
          fehler={falscheEmail && 'Bitte prüfen Sie die E-Mail-Adresse.'}
        />
        <Rollenwahl rollen={eingabe.rollen} onRollen={(rollen) => setEingabe({ ...eingabe, rollen })} />
        <div className="zst-knoepfe">
          <Knopf type="submit" beschaeftigt={einladen.isPending}>
            Einladen
          </Knopf>
          <Linkknopf nach="/konten" art="secondary">
            Abbrechen
          </Linkknopf>
        </div>
      </form>
    </Seite>
  );
}
