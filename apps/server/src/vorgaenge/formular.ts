import type { Form } from '@zusteuerung/forms';
import type { Vorgang } from '@zusteuerung/runtime';
import type { Paket } from '../pakete/pakete.js';

/** The form whose answers a Vorgang holds. */
export function formOf(paket: Paket, { art, zugang }: Pick<Vorgang, 'art' | 'zugang'>): Form | null {
  const { zugaenge, anliegen } = paket.kommune;
  const id =
    art === 'anliegen' ? anliegen?.formular : zugaenge.find((entry) => entry.id === zugang)?.formular;
  return (id && paket.forms.get(id)) || null;
}
