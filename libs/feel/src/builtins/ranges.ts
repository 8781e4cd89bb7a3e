import { compareValues } from '../values/compare.js';
import { FeelRange } from '../values/range.js';
import type { Value } from '../values/value.js';
import { define, form } from './define.js';
import type { Answer, Builtin } from './define.js';

/** Where one end lies to another: the value, and whether it belongs to the range. */
interface End {
  at: Value;
  included: boolean;
}

const startOf = (range: FeelRange): End => ({ at: range.start, included: range.startIncluded });
const endOf = (range: FeelRange): End => ({ at: range.end, included: range.endIncluded });
const asRange = (value: Value): FeelRange | null =>
  value instanceof FeelRange ? value : value === null ? null : new FeelRange(value, value, true, true);

/** Thrown within a relation where two ends have no order. */
class NoOrder extends Error {}

function order(a: Value, b: Value): number {
  const result = a === null || b === null ? null : compareValues(a, b);
  if (result === null) throw new NoOrder();
  return result;
}

function equalEnds(a: End, b: End): boolean {
  if (a.at === null || b.at === null) return a.at === b.at;
  return order(a.at, b.at) === 0 && a.included === b.included;
}

/** Nothing of a is at or behind the start of b. */
function before(a: FeelRange, b: FeelRange): boolean {
  if (a.end === null || b.start === null) return false;
  const at = order(a.end, b.start);
  return at < 0 || (at === 0 && !(a.endIncluded && b.startIncluded));
}

function meets(a: FeelRange, b: FeelRange): boolean {
  return (
    a.endIncluded && b.startIncluded && a.end !== null && b.start !== null && order(a.end, b.start) === 0
  );
}

/** The start of a lies before that of b, or they are the same. */
function startsNoLater(a: FeelRange, b: FeelRange): boolean {
  if (a.start === null || b.start === null) return a.start === null;
  const at = order(a.start, b.start);
  return at < 0 || (at === 0 && (a.startIncluded || !b.startIncluded));
}

function endsNoLater(a: FeelRange, b: FeelRange): boolean {
  if (a.end === null || b.end === null) return b.end === null;
  const at = order(a.end, b.end);
  return at < 0 || (at === 0 && (!a.endIncluded || b.endIncluded));
}

function overlapsBefore(a: FeelRange, b: FeelRange): boolean {
  return !startsNoLater(b, a) && endsNoLater(a, b) && !before(a, b);
}

const includes = (a: FeelRange, b: FeelRange): boolean => startsNoLater(a, b) && endsNoLater(b, a);
const starts = (a: FeelRange, b: FeelRange): boolean =>
  equalEnds(startOf(a), startOf(b)) && endsNoLater(a, b);
const finishes = (a: FeelRange, b: FeelRange): boolean =>
  equalEnds(endOf(a), endOf(b)) && startsNoLater(b, a);
const coincides = (a: FeelRange, b: FeelRange): boolean =>
  equalEnds(startOf(a), startOf(b)) && equalEnds(endOf(a), endOf(b));

type Relation = (a: FeelRange, b: FeelRange) => boolean;
type Names = readonly [first: string, second: string];

/** A relation of two ranges or points; `points` says which of them may be points. */
function relation(name: string, names: Names[], holds: Relation, ...points: ('first' | 'second')[]): Builtin {
  const body = (_run: unknown, a: Value, b: Value): Answer => {
    if (a === null || b === null) return null;
    if (!(a instanceof FeelRange) && !points.includes('first')) return undefined;
    if (!(b instanceof FeelRange) && !points.includes('second')) return undefined;
    try {
      return holds(asRange(a)!, asRange(b)!);
    } catch (error) {
      if (error instanceof NoOrder) return undefined;
      throw error;
    }
  };
  const forms = names.map(([first, second]) => form([`${first}: any`, `${second}: any`], body));
  return define(name, forms[0]!, ...forms.slice(1));
}

const turned =
  (holds: Relation): Relation =>
  (a, b) =>
    holds(b, a);

const two: Names = ['range1', 'range2'];
const either: Names[] = [
  ['range1', 'range2'],
  ['point1', 'point2'],
  ['point', 'range'],
  ['range', 'point'],
];
const pointFirst: Names[] = [
  ['range1', 'range2'],
  ['point', 'range'],
];
const rangeFirst: Names[] = [
  ['range1', 'range2'],
  ['range', 'point'],
];

export const ranges: Builtin[] = [
  relation('before', either, before, 'first', 'second'),
  relation('after', either, turned(before), 'first', 'second'),
  relation('meets', [two], meets),
  relation('met by', [two], turned(meets)),
  relation('overlaps', [two], (a, b) => !before(a, b) && !before(b, a)),
  relation('overlaps before', [two], overlapsBefore),
  relation('overlaps after', [two], turned(overlapsBefore)),
  relation('finishes', pointFirst, finishes, 'first'),
  relation('finished by', rangeFirst, turned(finishes), 'second'),
  relation('includes', rangeFirst, includes, 'second'),
  relation('during', pointFirst, turned(includes), 'first'),
  relation('starts', pointFirst, starts, 'first'),
  relation('started by', rangeFirst, turned(starts), 'second'),
  relation('coincides', [two, ['point1', 'point2']], coincides, 'first', 'second'),
];
