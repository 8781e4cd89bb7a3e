import { Decimal } from 'decimal.js';

/**
 * A FEEL number: a double stands for the decimal that it prints as. Whatever needs more than 15 digits is a Decimal,
 * so two doubles are equal exactly when their decimals are.
 */
export type Num = number | Decimal;

/** Arithmetic of decimal128: 34 digits, half even. */
export const Big = Decimal.clone({
  defaults: true,
  precision: 34,
  rounding: Decimal.ROUND_HALF_EVEN,
  maxE: 6144,
  minE: -6176,
});

const scale = 1e6;
const scaleSquared = 1e12;
/** Up to here every decimal of 15 digits has a double of its own. */
const exact = 1e15;

export function isNum(value: unknown): value is Num {
  return typeof value === 'number' || value instanceof Decimal;
}

export function big(value: Num): Decimal {
  return typeof value === 'number' ? new Big(value) : value;
}

/** The number a decimal stands for; null when it has none (overflow, not a number). */
export function fromBig(value: Decimal): Num | null {
  if (!value.isFinite()) return null;
  if (value.precision() <= 15 && value.e < 300 && value.e > -300) return value.toNumber() + 0;
  return value;
}

/** The number a text of digits stands for; null when it is none. */
export function parseNumber(text: string): Num | null {
  if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return null;
  if (text.length <= 15 && !/[eE]/.test(text)) return Number(text) + 0;
  return text.length > 10_000 ? null : fromBig(new Big(text));
}

/** Plain decimal notation without exponent. */
export function numberText(value: Num): string {
  if (typeof value !== 'number') return value.toFixed();
  const text = String(value);
  return text.includes('e') ? new Big(value).toFixed() : text;
}

/** The multiple of 10⁻⁶ that a double is; NaN when it is none, or too large to be sure. */
function scaled(value: number): number {
  const whole = Math.round(value * scale);
  return whole < exact && whole > -exact && whole / scale === value ? whole : NaN;
}

function small(value: number): boolean {
  return (value | 0) === value;
}

export function add(a: Num, b: Num): Num | null {
  if (typeof a === 'number' && typeof b === 'number') {
    if (small(a) && small(b)) return a + b;
    const sum = scaled(a) + scaled(b);
    if (sum < exact && sum > -exact) return sum / scale + 0;
  }
  return fromBig(big(a).plus(big(b)));
}

export function subtract(a: Num, b: Num): Num | null {
  if (typeof a === 'number' && typeof b === 'number') {
    if (small(a) && small(b)) return a - b;
    const difference = scaled(a) - scaled(b);
    if (difference < exact && difference > -exact) return difference / scale + 0;
  }
  return fromBig(big(a).minus(big(b)));
}

export function multiply(a: Num, b: Num): Num | null {
  if (typeof a === 'number' && typeof b === 'number') {
    if (small(a) && small(b)) {
      const product = a * b;
      if (product < exact && product > -exact) return product + 0;
    }
    const product = scaled(a) * scaled(b);
    if (product < exact && product > -exact) return product / scaleSquared + 0;
  }
  return fromBig(big(a).times(big(b)));
}

/** Null when divided by zero. */
export function divide(a: Num, b: Num): Num | null {
  if (typeof a === 'number' && typeof b === 'number') {
    if (b === 0) return null;
    if (small(a) && small(b) && a % b === 0) return a / b + 0;
    const quotient = scaled(Math.round((a / b) * scale) / scale);
    const back = quotient * scaled(b);
    if (back < exact && back > -exact && back === scaled(a) * scale) return quotient / scale + 0;
  }
  const divisor = big(b);
  return divisor.isZero() ? null : fromBig(big(a).div(divisor));
}

/** Null when there is no such real number. */
export function power(a: Num, b: Num): Num | null {
  if (typeof a === 'number' && typeof b === 'number' && small(a) && small(b) && b >= 0 && b < 64) {
    const result = a ** b;
    if (result < exact && result > -exact) return result;
  }
  return fromBig(big(a).pow(big(b)));
}

export function negate(a: Num): Num {
  return typeof a === 'number' ? 0 - a : a.negated();
}

/** Below, equal or above zero as `a` is less than, equal to or greater than `b`. */
export function compareNumbers(a: Num, b: Num): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  return big(a).comparedTo(big(b));
}

export function isInteger(a: Num): boolean {
  return typeof a === 'number' ? Number.isInteger(a) : a.isInteger();
}

/** Rounds to `digits` places behind the point in the manner of decimal.js. */
export function round(a: Num, digits: number, mode: Decimal.Rounding): Num | null {
  if (digits === 0 && typeof a === 'number' && small(a)) return a;
  if (digits >= 0) return fromBig(big(a).toDecimalPlaces(digits, mode));
  const unit = new Big(10).pow(-digits);
  return fromBig(big(a).div(unit).toDecimalPlaces(0, mode).times(unit));
}
