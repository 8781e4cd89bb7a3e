import { useParams } from 'react-router';
import { Abfrage } from '../../bausteine/Abfrage.js';
import { useAufgabe } from './abfragen.js';
import { AufgabeInhalt } from './AufgabeInhalt.js';

/** One task: what is proposed, what one may do, the form. */
export function AufgabeSeite() {
  const { id = '' } = useParams();
  const aufgabe = useAufgabe(id);
  return <Abfrage abfrage={aufgabe}>{(daten) => <AufgabeInhalt key={id} aufgabe={daten} />}</Abfrage>;
}
