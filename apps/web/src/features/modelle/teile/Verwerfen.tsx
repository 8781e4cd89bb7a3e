import { useState } from 'react';
import { Knopf } from '../../../bausteine/Knopf.js';

interface Props {
  text: string;
  frage: string;
  onVerwerfen(): void;
}

/** A button whose effect can't be undone, so it asks first. */
export function Verwerfen({ text, frage, onVerwerfen }: Props) {
  const [gefragt, setGefragt] = useState(false);
  if (!gefragt)
    return (
      <Knopf art="tertiary" onClick={() => setGefragt(true)}>
        {text}
      </Knopf>
    );
  return (
    <span className="mod-rueckfrage" role="group" aria-label={frage}>
      <span>{frage}</span>
      <Knopf
        art="secondary"
        autoFocus
        onClick={() => {
          setGefragt(false);
          onVerwerfen();
        }}
      >
        Ja, verwerfen
      </Knopf>
      <Knopf art="tertiary" onClick={() => setGefragt(false)}>
        Behalten
      </Knopf>
    </span>
  );
}
