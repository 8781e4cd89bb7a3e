import { useState } from 'react';
import { useIch } from '../api/ich.js';
import { ablageKey, deleteAblage, readAblage, writeAblage } from './ablage.js';

/**
 * Values of a form that survive a reload and an ended session, in this tab and for this account, until `forget`.
 * `was` null: they are not kept.
 */
export function useAblage<Werte extends object>(was: string | null, anfangs: () => Werte) {
  const konto = useIch().data?.id;
  const key = konto && was ? ablageKey(konto, was) : null;
  const [werte, setWerte] = useState<Werte>(() => ({ ...anfangs(), ...(key ? readAblage(key) : null) }));
  return {
    werte,
    setWerte: (neu: Werte) => {
      setWerte(neu);
      if (key) writeAblage(key, neu);
    },
    forget: () => {
      if (key) deleteAblage(key);
    },
  };
}
