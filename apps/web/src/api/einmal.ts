import { useRef } from 'react';

/** 128 random bits; `crypto.randomUUID` exists in secure contexts only. */
export function createSchluessel(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The same content keeps its key while the form is open: a second click or a try after a lost answer does nothing twice. */
export function useEinmal(): (inhalt: unknown) => string {
  const letzter = useRef({ inhalt: '', schluessel: '' });
  return (inhalt) => {
    const text = JSON.stringify(inhalt) ?? '';
    if (!letzter.current.schluessel || letzter.current.inhalt !== text)
      letzter.current = { inhalt: text, schluessel: createSchluessel() };
    return letzter.current.schluessel;
  };
}
