import { useRef, useState } from 'react';
import { Knopf } from '../../../bausteine/Knopf.js';
import { checkLokaleDatei } from './lokaledatei.js';

interface Props {
  text: string;
  endungen: string;
  onDatei(name: string, inhalt: string): void;
}

/** A button that opens a file of the computer; its content stays in the browser. */
export function Dateiknopf({ text, endungen, onDatei }: Props) {
  const feld = useRef<HTMLInputElement>(null);
  const [fehler, setFehler] = useState<string | null>(null);
  const take = async (datei: File | undefined) => {
    if (!datei) return;
    const grund = checkLokaleDatei(datei.name, datei.size);
    setFehler(grund);
    if (!grund) onDatei(datei.name, await datei.text());
    if (feld.current) feld.current.value = '';
  };
  return (
    <>
      <input
        ref={feld}
        type="file"
        accept={endungen}
        hidden
        data-testid="lokale-datei"
        onChange={(event) => void take(event.target.files?.[0])}
      />
      <Knopf art="tertiary" symbol="drive-folder-upload" onClick={() => feld.current?.click()}>
        {text}
      </Knopf>
      {fehler ? (
        <p className="kern-error" role="alert">
          {fehler}
        </p>
      ) : null}
    </>
  );
}
