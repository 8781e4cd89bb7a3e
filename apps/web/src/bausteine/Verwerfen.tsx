import { useState } from 'react';
import { Rueckfrage } from './Rueckfrage.js';

/** Says where half-filled answers are kept and throws them away after asking. */
export function Verwerfen({ hinweis, onVerwerfen }: { hinweis: string; onVerwerfen: () => void }) {
  const [fragt, setFragt] = useState(false);
  return (
    <div className="zst-text zst-leise zst-klein">
      <p>
        {hinweis}{' '}
        <button type="button" className="zst-textknopf" onClick={() => setFragt(true)}>
          Angaben verwerfen
        </button>
      </p>
      <Rueckfrage
        offen={fragt}
        titel="Alle Angaben verwerfen?"
        ja="Ja, verwerfen"
        nein="Nein, behalten"
        onNein={() => setFragt(false)}
        onJa={() => {
          setFragt(false);
          onVerwerfen();
        }}
      >
        <p className="kern-body">Alles, was Sie bisher eingetragen haben, wird gelöscht.</p>
      </Rueckfrage>
    </div>
  );
}
