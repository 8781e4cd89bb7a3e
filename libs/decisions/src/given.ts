import { kindOfValue } from '@zusteuerung/feel';
import type { FeelContext } from '@zusteuerung/feel';
import type { Value } from './env.js';

/** What was given under a name: `a.b` also within `a`, and with other spaces. */
export function given(input: FeelContext, name: string): Value {
  if (Object.hasOwn(input, name)) return input[name] ?? null;
  const at = name.indexOf('.');
  const within = at < 0 ? null : input[name.slice(0, at)];
  if (within && kindOfValue(within) === 'context') {
    const inner = (within as FeelContext)[name.slice(at + 1)];
    if (inner !== undefined) return inner;
  }
  const plain = spaced(name);
  const other = Object.keys(input).find((key) => spaced(key) === plain);
  return other === undefined ? null : (input[other] ?? null);
}

function spaced(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/g, ' ');
}
