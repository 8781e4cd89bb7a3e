import { createContext, use, useSyncExternalStore } from 'react';
import { checkDateien } from './api/modelle.js';
import type { Modellstand } from './api/types.js';
import { Pruefung } from './befunde/pruefung.js';
import { Entwurfsspeicher } from './entwuerfe/entwurfsspeicher.js';

export interface Modellsitzung {
  speicher: Entwurfsspeicher;
  pruefung: Pruefung;
}

const sitzungen = new Map<string, Modellsitzung>();

/** Drafts and findings of one account in one municipality; the same object for the life of the page. */
export function openSitzung(konto: string, mandant: string): Modellsitzung {
  const schluessel = `zst.entwuerfe.${mandant}.${konto}`;
  const offen = sitzungen.get(schluessel);
  if (offen) return offen;
  const speicher = new Entwurfsspeicher(browserAblage(), schluessel);
  const sitzung = { speicher, pruefung: new Pruefung(speicher, checkDateien) };
  sitzungen.set(schluessel, sitzung);
  return sitzung;
}

function browserAblage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

export interface Modellkontext extends Modellsitzung {
  stand: Modellstand;
  darfBereitstellen: boolean;
}

export const Modellkontext = createContext<Modellkontext | null>(null);

export function useModelle(): Modellkontext {
  const kontext = use(Modellkontext);
  if (!kontext) throw new Error('useModelle outside of Rahmen');
  return kontext;
}

export function useEntwuerfe() {
  const { speicher } = useModelle();
  return useSyncExternalStore(speicher.subscribe, speicher.getSnapshot);
}

export function usePruefung() {
  const { pruefung } = useModelle();
  return useSyncExternalStore(pruefung.subscribe, pruefung.getSnapshot);
}
