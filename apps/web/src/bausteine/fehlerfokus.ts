import { useEffect, useRef, useState } from 'react';

/** After each `tried()` the first field of the form that says what is wrong takes the focus. */
export function useFehlerfokus() {
  const form = useRef<HTMLFormElement>(null);
  const [versuch, setVersuch] = useState(0);
  useEffect(() => {
    if (versuch > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [versuch]);
  return { form, tried: () => setVersuch((bisher) => bisher + 1) };
}
