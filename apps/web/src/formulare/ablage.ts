import type { Variables } from '@zusteuerung/forms';

/** Half-filled forms of people who are signed in; they survive a reload, not the tab, and nobody else reads them. */
const VORSATZ = 'zst.formular.';

export const ablageKey = (konto: string, was: string): string => `${VORSATZ}${konto}.${was}`;

export function readAblage(key: string): Variables | null {
  try {
    const text = sessionStorage.getItem(key);
    return text ? (JSON.parse(text) as Variables) : null;
  } catch {
    return null;
  }
}

/** A full or forbidden storage only costs surviving a reload. */
export function writeAblage(key: string, antworten: object): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(antworten));
  } catch {
    return;
  }
}

export function deleteAblage(key: string): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    return;
  }
}

/** Forgets what others have left in this tab; without a name everything. */
export function deleteAblagen(ausser?: string): void {
  try {
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith(VORSATZ) && !(ausser && key.startsWith(ablageKey(ausser, ''))))
        sessionStorage.removeItem(key);
  } catch {
    return;
  }
}
