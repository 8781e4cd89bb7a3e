import { useSyncExternalStore } from 'react';

const TAKT = 30_000;
let jetzt = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const hoerer = new Set<() => void>();

function subscribe(melde: () => void): () => void {
  hoerer.add(melde);
  timer ??= setInterval(() => {
    jetzt = Date.now();
    for (const hoert of hoerer) hoert();
  }, TAKT);
  return () => {
    hoerer.delete(melde);
    if (hoerer.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function read(): number {
  if (timer === undefined) jetzt = Math.max(jetzt, Math.floor(Date.now() / TAKT) * TAKT);
  return jetzt;
}

/** The present time in milliseconds, renewed every half minute for all who show it. */
export const useJetzt = (): number => useSyncExternalStore(subscribe, read);
