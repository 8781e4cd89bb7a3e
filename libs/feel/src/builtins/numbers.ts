import { Decimal } from 'decimal.js';
import type { Run } from '../run.js';
import { big, compareNumbers, fromBig, isInteger, negate, round } from '../values/number.js';
import type { Num } from '../values/number.js';
import { DaysDuration, MonthsDuration } from '../values/temporal.js';
import { define, form } from './define.js';
import type { Answer, Builtin } from './define.js';

const roots = 2400;

export const numeric: Builtin[] = [
  rounding('decimal', Decimal.ROUND_HALF_EVEN, true),
  rounding('floor', Decimal.ROUND_FLOOR, false),
  rounding('ceiling', Decimal.ROUND_CEIL, false),
  rounding('round up', Decimal.ROUND_UP, true),
  rounding('round down', Decimal.ROUND_DOWN, true),
  rounding('round half up', Decimal.ROUND_HALF_UP, true),
  rounding('round half down', Decimal.ROUND_HALF_DOWN, true),
  define(
    'abs',
    form(['n: number'], (_run, number) => absolute(number)),
    form(['n: days and time duration'], (_run, { seconds }) => new DaysDuration(absolute(seconds))),
    form(['n: years and months duration'], (_run, { months }) => new MonthsDuration(Math.abs(months))),
  ),
  define(
    'modulo',
    form(['dividend: number', 'divisor: number'], (run, dividend, divisor) => modulo(run, dividend, divisor)),
  ),
  define(
    'sqrt',
    form(['number: number'], (run, number) =>
      costly(run, big(number).isNegative() && !big(number).isZero() ? null : big(number).sqrt()),
    ),
  ),
  define(
    'log',
    form(['number: number'], (run, number) =>
      costly(run, compareNumbers(number, 0) > 0 ? big(number) : null, (n) => n.ln()),
    ),
  ),
  define(
    'exp',
    form(['number: number'], (run, number) => costly(run, big(number), (n) => n.exp())),
  ),
  define(
    'odd',
    form(['number: number'], (_run, number) => remainder(number) === 1),
  ),
  define(
    'even',
    form(['number: number'], (_run, number) => remainder(number) === 0),
  ),
];

function absolute(number: Num): Num {
  return compareNumbers(number, 0) < 0 ? negate(number) : number;
}

/** NaN of a number with a fraction. */
function remainder(number: Num): number {
  return isInteger(number) ? Math.abs(Number(big(number).mod(2))) : NaN;
}

function costly(run: Run, number: Decimal | null, operation = (n: Decimal): Decimal => n): Answer {
  run.tick(roots);
  return number === null ? undefined : (fromBig(operation(number)) ?? undefined);
}

function rounding(name: string, mode: Decimal.Rounding, needsScale: boolean): Builtin {
  const body = (run: Run, n: Num, scale: Num | undefined): Answer => {
    const given = Number(scale ?? 0);
    const digits = name === 'decimal' ? Math.trunc(given) : given;
    if (!Number.isInteger(digits) || digits < -6111 || digits > 6176) return undefined;
    if (typeof n !== 'number') run.tick(10);
    if (digits < 0) run.tick(40);
    return round(n, digits, mode) ?? undefined;
  };
  return needsScale
    ? define(name, form(['n: number', 'scale: number'], body))
    : define(name, form(['n: number', 'scale: number?'], body));
}

/** The remainder has the sign of the divisor. */
function modulo(run: Run, dividend: Num, divisor: Num): Answer {
  if (compareNumbers(divisor, 0) === 0) return undefined;
  if (typeof dividend === 'number' && typeof divisor === 'number')
    if ((dividend | 0) === dividend && (divisor | 0) === divisor)
      return (((dividend % divisor) + divisor) % divisor) + 0;
  run.tick(100);
  const [a, b] = [big(dividend), big(divisor)];
  return fromBig(a.minus(b.times(a.div(b).floor()))) ?? undefined;
}
