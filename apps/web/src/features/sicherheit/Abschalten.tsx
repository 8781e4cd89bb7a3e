import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, daten } from '../../api/client.js';
import { fehlerAn } from '../../api/fehler.js';
import { FehlerHinweis } from '../../bausteine/Hinweis.js';
import { Textfeld } from '../../bausteine/Textfeld.js';
import { Knoepfe } from './Einrichten.js';

interface Nachweis {
  passwort: string;
  code: string;
}

const TEXTE = {
  abschalten: { titel: 'Zweiten Faktor abschalten', ja: 'Abschalten' },
  codes: { titel: 'Neue Wiederherstellungscodes', ja: 'Neue Codes erzeugen' },
};

async function run(vorhaben: keyof typeof TEXTE, body: Nachweis): Promise<string[] | null> {
  if (vorhaben === 'codes')
    return (await daten(api.POST('/api/sicherheit/zweiter-faktor/codes', { body }))).codes;
  await daten(api.POST('/api/sicherheit/zweiter-faktor/abschalten', { body }));
  return null;
}

/** Asks for password and code before the second factor is taken away or its codes are replaced. */
export function Abschalten({
  vorhaben,
  onFertig,
  onAbbrechen,
}: {
  vorhaben: keyof typeof TEXTE;
  onFertig: (codes: string[] | null) => void;
  onAbbrechen: () => void;
}) {
  const [nachweis, setNachweis] = useState<Nachweis>({ passwort: '', code: '' });
  const senden = useMutation({ mutationFn: () => run(vorhaben, nachweis), onSuccess: onFertig });
  const fehler = { passwort: fehlerAn(senden.error, 'passwort'), code: fehlerAn(senden.error, 'code') };
  return (
    <form
      className="zst-kasten zst-stapel"
      onSubmit={(event) => {
        event.preventDefault();
        senden.mutate();
      }}
    >
      <h3 className="kern-title">{TEXTE[vorhaben].titel}</h3>
      {vorhaben === 'codes' ? <p className="kern-body">Die alten Codes gelten dann nicht mehr.</p> : null}
      {senden.error && !fehler.passwort && !fehler.code ? <FehlerHinweis fehler={senden.error} /> : null}
      <Textfeld
        id="nachweis-passwort"
        type="password"
        beschriftung="Ihr Passwort"
        autoComplete="current-password"
        required
        autoFocus
        value={nachweis.passwort}
        onChange={(event) => setNachweis({ ...nachweis, passwort: event.target.value })}
        fehler={fehler.passwort}
      />
      <Textfeld
        id="nachweis-code"
        beschriftung="Code aus der App"
        hinweis="Oder ein Wiederherstellungscode"
        autoComplete="one-time-code"
        required
        value={nachweis.code}
        onChange={(event) => setNachweis({ ...nachweis, code: event.target.value })}
        fehler={fehler.code}
      />
      <Knoepfe ja={TEXTE[vorhaben].ja} beschaeftigt={senden.isPending} onAbbrechen={onAbbrechen} />
    </form>
  );
}
