import type { Form } from '@zusteuerung/forms';
import { useState } from 'react';
import type { Kommune, Zugang } from '../../api/typen.js';
import { NotfallKlappe } from '../../bausteine/Notfall.js';
import { Rueckfrage } from '../../bausteine/Rueckfrage.js';
import { Seite } from '../../layout/Seite.js';
import { Fortschritt } from './Fortschritt.js';
import { Pruefen } from './Pruefen.js';
import { Schritt } from './Schritt.js';
import { useAssistent } from './useAssistent.js';

interface Props {
  kommune: Kommune;
  zugang: Zugang;
  form: Form;
}

export function Assistent({ kommune, zugang, form }: Props) {
  const zustand = useAssistent(kommune.id, zugang.id, form);
  const { schritte, stelle, schritt } = zustand;
  const name = schritt ? schritt.label : 'Angaben prüfen und absenden';
  return (
    <Seite titel={zugang.name} vorzeile={kommune.name} fenstertitel={`${name} – ${zugang.name}`}>
      <Fortschritt stelle={stelle} von={schritte.length + 1} />
      {schritt ? (
        <Schritt key={schritt.id} schritt={schritt} zustand={zustand} />
      ) : (
        <Pruefen form={form} kommune={kommune.id} zugang={zugang.id} zustand={zustand} />
      )}
      <Verwerfen onVerwerfen={zustand.discard} />
      <NotfallKlappe kontakte={kommune.notfall} />
    </Seite>
  );
}

function Verwerfen({ onVerwerfen }: { onVerwerfen: () => void }) {
  const [fragt, setFragt] = useState(false);
  return (
    <div className="zst-text zst-leise zst-klein">
      <p>
        Ihre Angaben bleiben nur in diesem Browserfenster, bis Sie absenden.{' '}
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
