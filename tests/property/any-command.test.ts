import { build, migrate, startSubscriptions, step } from '@zusteuerung/engine';
import type { Command, Definition, Json, Variables } from '@zusteuerung/engine';
import { findCases, type Case } from '../conformance/cases.js';
import { flaw, stored, type State } from './consistency.js';

type Pick = <T>(from: readonly T[]) => T | undefined;

/** The same numbers for the same seed, so that a failure can be looked at again. */
function picker(seed: number): Pick {
  let state = seed;
  return (from) => {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    return from[(state >> 8) % from.length];
  };
}

const values: Json[] = [true, false, 1, 5, 'a', null, []];
const codes = ['F', 'fehler', 'E', 'e'];

function atWait(state: State, pick: Pick, given: Variables): Command | undefined {
  const wait = pick(Object.values(state.waits));
  if (!wait || wait.kind === 'condition') return undefined;
  const { key, kind } = wait;
  if (kind === 'timer') return { type: 'timer', key };
  if (kind === 'message') return { type: 'message', key };
  if (kind === 'signal') return { type: 'signal', name: wait.signal ?? '' };
  const code = pick(codes) ?? '';
  return pick<Command>([
    { type: 'complete', key },
    { type: 'complete', key, variables: given },
    { type: 'throwError', key, code },
    { type: 'throwEscalation', key, code },
    { type: 'fail', key, message: 'gescheitert' },
  ]);
}

function byHand(definition: Definition, state: State, pick: Pick): Command {
  const scopes = [...(definition.processes.get(state.process)?.scopes.values() ?? [])];
  const elements = scopes.filter(({ id }) => !id.endsWith('#each')).flatMap(({ nodes }) => [...nodes.keys()]);
  const begun = { element: pick(elements) ?? '', position: pick(['before', 'after'] as const) ?? 'before' };
  const ended = pick(Object.keys(state.tokens)) ?? '';
  return pick<Command>([
    { type: 'modify', cancel: [ended] },
    { type: 'modify', start: [begun] },
    { type: 'modify', start: [begun], cancel: [ended] },
  ]) as Command;
}

function next(definition: Definition, state: State, pick: Pick, given: Variables): Command | undefined {
  const variables = { [pick([...Object.keys(given), 'x']) ?? 'x']: pick(values) ?? null };
  const incident = pick(Object.values(state.tokens).flatMap((token) => token.incident?.key ?? []));
  const kind = pick(['wait', 'wait', 'wait', 'retry', 'hand', 'variables'] as const);
  if (kind === 'wait') return atWait(state, pick, given);
  if (kind === 'hand') return byHand(definition, state, pick);
  if (kind === 'retry' && incident !== undefined) return { type: 'retry', key: incident, variables };
  return { type: 'updateVariables', variables };
}

function begin({ scenario }: Case, definition: Definition, pick: Pick): Command | undefined {
  const [start] = Array.isArray(scenario.start) ? scenario.start : [scenario.start];
  const variables = start?.variables ?? {};
  if (start?.process !== undefined) return { type: 'start', process: start.process, variables };
  const at = pick(startSubscriptions(definition));
  return at && { type: 'start', ...at, variables };
}

/** What goes wrong in a run of random commands; null: nothing. */
function playAny(one: Case, definition: Definition, pick: Pick): string | null {
  const log: (Command | undefined)[] = [begin(one, definition, pick)];
  const [start] = log;
  const given = start?.type === 'start' ? (start.variables ?? {}) : {};
  let state: State | null = null;
  for (let count = 0; count < 12; count += 1) {
    const now = new Date(Date.UTC(2026, 2, 2, 9, count)).toISOString();
    const command = state ? next(definition, state, pick, given) : start;
    if (!command) continue;
    log.push(command);
    const result = step(definition, state, command, { now }, { budget: 300 });
    if (result.problem) continue;
    state = stored(result.state);
    const moved = migrate(definition, definition, state, {}, { now });
    const found =
      flaw(state) ?? (JSON.stringify(stored(moved.state)) === JSON.stringify(state) ? null : 'moved');
    if (found) return `${one.element}/${one.name}: ${found} after ${JSON.stringify(log)}`;
    if (state.status === 'completed' || state.status === 'terminated') return null;
  }
  return null;
}

test('whatever is done to an instance at whatever moment, its state is whole', async () => {
  const pick = picker(7);
  const found: string[] = [];
  for (const one of findCases()) {
    const { definition } = build(await one.read());
    if (!definition) continue;
    for (let run = 0; run < 3; run += 1) found.push(...[playAny(one, definition, pick) ?? []].flat());
  }
  expect(found).toEqual([]);
});
