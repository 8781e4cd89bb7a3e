import type { Form } from '@zusteuerung/forms';
import type { Kommune, Zugang } from '../../api/typen.js';
import { NotfallKlappe } from '../../bausteine/Notfall.js';
import { Verwerfen } from '../../bausteine/Verwerfen.js';
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
      <Verwerfen
        hinweis="Ihre Angaben bleiben nur in diesem Browserfenster, bis Sie absenden."
        onVerwerfen={zustand.discard}
      />
      <NotfallKlappe kontakte={kommune.notfall} />
    </Seite>
  );
}
