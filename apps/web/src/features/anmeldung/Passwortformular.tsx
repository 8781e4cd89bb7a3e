import { Knopf } from '../../bausteine/Knopf.js';
import { Textfeld } from '../../bausteine/Textfeld.js';

interface Person {
  email: string;
  passwort: string;
}

interface Props {
  person: Person;
  onPerson: (person: Person) => void;
  beschaeftigt: boolean;
  onAbsenden: () => void;
}

export function Passwortformular({ person, onPerson, beschaeftigt, onAbsenden }: Props) {
  return (
    <form
      className="zst-stapel"
      onSubmit={(event) => {
        event.preventDefault();
        onAbsenden();
      }}
    >
      <Textfeld
        id="email"
        type="email"
        beschriftung="E-Mail-Adresse"
        autoComplete="username"
        required
        value={person.email}
        onChange={(event) => onPerson({ ...person, email: event.target.value })}
      />
      <Textfeld
        id="passwort"
        type="password"
        beschriftung="Passwort"
        autoComplete="current-password"
        required
        value={person.passwort}
        onChange={(event) => onPerson({ ...person, passwort: event.target.value })}
      />
      <div className="zst-knoepfe">
        <Knopf type="submit" beschaeftigt={beschaeftigt}>
          {beschaeftigt ? 'Wird geprüft …' : 'Anmelden'}
        </Knopf>
      </div>
    </form>
  );
}
