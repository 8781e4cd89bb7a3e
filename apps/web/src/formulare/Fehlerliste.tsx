import type { FieldProblem } from '@zusteuerung/forms';
import { useEffect, useRef } from 'react';
import { Hinweis } from '../bausteine/Hinweis.js';
import { feldId } from './ids.js';

interface Props {
  fehler: FieldProblem[];
  /** changes with every attempt, so that the same errors take the focus again */
  versuch: number;
  /** shows the field when it is not on this page; true: taken care of */
  onSprung?: (key: string) => boolean;
}

/** Brings a field into view and gives it the focus. */
export function focusFeld(key: string): void {
  const element = document.getElementById(feldId(key));
  element?.closest('fieldset, .kern-form-input, .kern-form-check')?.scrollIntoView({ block: 'nearest' });
  element?.focus();
}

/** The error summary: takes the focus, one link per field. */
export function Fehlerliste({ fehler, versuch, onSprung }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  const leer = fehler.length === 0;
  useEffect(() => {
    if (!leer && versuch > 0) ref.current?.focus();
  }, [leer, versuch]);
  if (leer) return null;
  const titel =
    fehler.length === 1
      ? 'Eine Angabe fehlt noch oder stimmt nicht'
      : `${fehler.length} Angaben fehlen noch oder stimmen nicht`;
  return (
    <div className="zst-fehlerliste">
      <Hinweis art="danger" titel={titel} ref={ref}>
        <ul className="zst-liste">
          {fehler.map((problem) => (
            <li key={`${problem.field}-${problem.code}`}>
              <a
                href={`#${feldId(problem.field)}`}
                onClick={(event) => {
                  event.preventDefault();
                  if (!onSprung?.(problem.field)) focusFeld(problem.field);
                }}
              >
                {problem.message.de}
              </a>
            </li>
          ))}
        </ul>
      </Hinweis>
    </div>
  );
}
