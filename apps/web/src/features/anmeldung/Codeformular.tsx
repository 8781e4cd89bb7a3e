import { useEffect, useRef, useState } from 'react';
import { Knopf } from '../../bausteine/Knopf.js';
import { Textfeld } from '../../bausteine/Textfeld.js';

interface Props {
  beschaeftigt: boolean;
  onCode: (code: string) => void;
  onZurueck: () => void;
}

/** The second step of signing in; the field takes codes of the app and recovery codes alike. */
export function Codeformular({ beschaeftigt, onCode, onZurueck }: Props) {
  const [code, setCode] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  return (
    <form
      className="zst-stapel"
      ref={form}
      onSubmit={(event) => {
        event.preventDefault();
        onCode(code);
        setCode('');
      }}
    >
      <Textfeld
        id="code"
        beschriftung="Code"
        hinweis="Sechs Ziffern aus Ihrer App. Ohne Telefon: einer Ihrer Wiederherstellungscodes."
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        required
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <div className="zst-knoepfe">
        <Knopf type="submit" beschaeftigt={beschaeftigt}>
          {beschaeftigt ? 'Wird geprüft …' : 'Anmelden'}
        </Knopf>
        <Knopf art="secondary" onClick={onZurueck}>
          Zurück
        </Knopf>
      </div>
      <p className="zst-leise zst-klein">
        Telefon und Codes verloren? Ihre Administration kann den zweiten Faktor zurücksetzen.
      </p>
    </form>
  );
}
