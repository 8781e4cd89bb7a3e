import type { Variables } from '@zusteuerung/forms';
import { createSchluessel } from '../../api/einmal.js';
import type { Quittung } from '../../api/typen.js';

/** What has been answered so far, and the key of the last attempt to submit exactly these answers. */
export interface Entwurf {
  antworten: Variables;
  absendung: { schluessel: string; inhalt: string } | null;
}

const leer: Entwurf = { antworten: {}, absendung: null };
const entwurfKey = (kommune: string, zugang: string) => `zst.entwurf.${kommune}.${zugang}`;
const quittungKey = (kommune: string, zugang: string) => `zst.quittung.${kommune}.${zugang}`;

function read<T>(key: string): T | null {
  try {
    const text = sessionStorage.getItem(key);
    return text ? (JSON.parse(text) as T) : null;
  } catch {
    return null;
  }
}

/** A full or forbidden storage only costs surviving a reload. */
function write(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    return;
  }
}

export const readEntwurf = (kommune: string, zugang: string): Entwurf =>
  read<Entwurf>(entwurfKey(kommune, zugang)) ?? leer;

export const hasEntwurf = (kommune: string, zugang: string): boolean =>
  read(entwurfKey(kommune, zugang)) !== null;

export const writeEntwurf = (kommune: string, zugang: string, entwurf: Entwurf): void =>
  write(entwurfKey(kommune, zugang), entwurf);

export const deleteEntwurf = (kommune: string, zugang: string): void =>
  sessionStorage.removeItem(entwurfKey(kommune, zugang));

export const readQuittung = (kommune: string, zugang: string): Quittung | null =>
  read<Quittung>(quittungKey(kommune, zugang));

export const writeQuittung = (kommune: string, zugang: string, quittung: Quittung): void =>
  write(quittungKey(kommune, zugang), quittung);

export const deleteQuittung = (kommune: string, zugang: string): void =>
  sessionStorage.removeItem(quittungKey(kommune, zugang));

/** The same answers keep their key, so a second attempt after a lost answer does not report twice. */
export function prepareAbsendung(entwurf: Entwurf): Entwurf & { absendung: { schluessel: string } } {
  const inhalt = JSON.stringify(entwurf.antworten);
  const absendung =
    entwurf.absendung?.inhalt === inhalt ? entwurf.absendung : { schluessel: createSchluessel(), inhalt };
  return { ...entwurf, absendung };
}
