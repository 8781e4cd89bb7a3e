import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Knopf } from './Knopf.js';

interface Props {
  offen: boolean;
  titel: string;
  ja: string;
  nein: string;
  onJa: () => void;
  onNein: () => void;
  children: ReactNode;
}

/** Asks before something that can't be undone; Escape means no. */
export function Rueckfrage({ offen, titel, ja, nein, onJa, onNein, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (offen) dialog.current?.showModal();
    else dialog.current?.close();
  }, [offen]);
  return (
    <dialog className="kern-dialog" ref={dialog} aria-labelledby={id} onClose={onNein}>
      <header className="kern-dialog__header">
        <h2 className="kern-title kern-title--large" id={id}>
          {titel}
        </h2>
      </header>
      <section className="kern-dialog__body">{children}</section>
      <footer className="kern-dialog__footer">
        <Knopf art="secondary" onClick={onNein}>
          {nein}
        </Knopf>
        <Knopf onClick={onJa}>{ja}</Knopf>
      </footer>
    </dialog>
  );
}
