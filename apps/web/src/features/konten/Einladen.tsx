import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, daten } from '../../api/client.js';
import { ApiFehler, fehlerAn } from '../../api/fehler.js';
import type { Rollenangabe } from '../../api/typen.js';
import { FehlerHinweis } from '../../bausteine/Hinweis.js';
import { Knopf, Linkknopf } from '../../bausteine/Knopf.js';
import { Textfeld } from '../../bausteine/Textfeld.js';
import { Seite } from '../../layout/Seite.js';
import { Linkanzeige } from './Linkanzeige.js';
import { Rollenwahl } from './Rollenwahl.js';

interface Eingabe {
  name: string;
  email: string;
  mitgliedschaften: Rollenangabe[];
}

/** A new account; its owner chooses the password. */
export function Einladen() {
  const client = useQueryClient();
  const [body, setBody] = useState<Eingabe>({ name: '', email: '', mitgliedschaften: [] });
  const einladen = useMutation({
    mutationFn: () => daten(api.POST('/api/konten', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['konten'] }),
  });
  if (einladen.data)
    return (
      <Seite titel={`${body.name} ist eingeladen`} schmal>
        <Linkanzeige ergebnis={einladen.data} name={body.name} />
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
      <Misserfolg fehler={einladen.error} />
      <form
        className="zst-stapel"
        onSubmit={(event) => {
          event.preventDefault();
          einladen.mutate();
        }}
      >
        <Textfeld
          id="name"
          beschriftung="Vor- und Nachname"
          autoComplete="off"
          required
          maxLength={200}
          value={body.name}
          onChange={(event) => setBody({ ...body, name: event.target.value })}
        />
        <Textfeld
          id="email"
          type="email"
          beschriftung="Dienstliche E-Mail-Adresse"
          autoComplete="off"
          required
          value={body.email}
          onChange={(event) => setBody({ ...body, email: event.target.value })}
          fehler={fehlerAn(einladen.error, 'email') && 'Bitte prüfen Sie die E-Mail-Adresse.'}
        />
        <Rollenwahl
          rollen={body.mitgliedschaften}
          onRollen={(mitgliedschaften) => setBody({ ...body, mitgliedschaften })}
        />
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

function Misserfolg({ fehler }: { fehler: Error | null }) {
  if (!fehler || fehlerAn(fehler, 'email')) return null;
  const ohneRolle = fehlerAn(fehler, 'mitgliedschaften');
  return (
    <FehlerHinweis
      fehler={ohneRolle ? new ApiFehler(422, 'EINGABE', 'Bitte wählen Sie mindestens eine Rolle.') : fehler}
    />
  );
}
