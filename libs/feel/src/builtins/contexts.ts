import type { Run } from '../run.js';
import { entryOf, isContext, setEntry } from '../values/value.js';
import type { Entries, Value } from '../values/value.js';
import { define, defineOfList, form } from './define.js';
import type { Answer, Builtin } from './define.js';

export const contexts: Builtin[] = [
  define(
    'get value',
    form(['m: context', 'key: string'], (_run, context, key) => entryOf(context, key) ?? null),
    form(['context: context', 'key: string'], (_run, context, key) => entryOf(context, key) ?? null),
    form(['context: context', 'keys: list'], (_run, context, keys) => valueAt(context, keys)),
  ),
  define('get entries', form(['m: context'], entriesOf), form(['context: context'], entriesOf)),
  defineOfList('context', 'entries', (_run, entries) => contextOf(entries)),
  defineOfList('context merge', 'contexts', (run, contexts) => merged(run, contexts)),
  define(
    'context put',
    form(['context: context', 'key: string', 'value: any'], (run, context, key, value) =>
      withEntry(run, context, [key], value),
    ),
    form(['context: context', 'keys: list', 'value: any'], (run, context, keys, value) =>
      keys.length === 0 ? undefined : withEntry(run, context, keys, value),
    ),
  ),
];

function valueAt(context: Entries, keys: Value[]): Answer {
  if (keys.length === 0) return undefined;
  let value: Value = context;
  for (const key of keys) {
    if (typeof key !== 'string') return undefined;
    value = isContext(value) ? (entryOf(value, key) ?? null) : null;
  }
  return value;
}

function entriesOf(run: Run, context: Entries): Value {
  const keys = Object.keys(context);
  run.tick(keys.length * 2);
  return keys.map((key) => ({ key, value: context[key] ?? null }));
}

function contextOf(entries: Value[]): Answer {
  const context: Entries = {};
  for (const entry of entries) {
    if (!isContext(entry)) return undefined;
    const key = entryOf(entry, 'key');
    const value = entryOf(entry, 'value');
    if (typeof key !== 'string' || value === undefined || Object.hasOwn(context, key)) return undefined;
    setEntry(context, key, value);
  }
  return context;
}

function copyInto(run: Run, into: Entries, from: Entries): void {
  const keys = Object.keys(from);
  run.tick(keys.length * 2);
  for (const key of keys) setEntry(into, key, from[key] ?? null);
}

function merged(run: Run, contexts: Value[]): Answer {
  const result: Entries = {};
  for (const context of contexts) {
    if (!isContext(context)) return undefined;
    copyInto(run, result, context);
  }
  return result;
}

function withEntry(run: Run, context: Value, keys: Value[], value: Value, at = 0): Answer {
  const key = keys[at];
  run.tick(4);
  if (typeof key !== 'string' || !isContext(context)) return undefined;
  const inner =
    at === keys.length - 1 ? value : withEntry(run, entryOf(context, key) ?? null, keys, value, at + 1);
  if (inner === undefined) return undefined;
  const result: Entries = {};
  copyInto(run, result, context);
  setEntry(result, key, inner);
  return result;
}
