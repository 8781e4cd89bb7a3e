import { apply, emptyState } from '../step.js';
import type { Definition } from '../definition.js';
import { advanceNext } from '../run/activity.js';
import { settleJoins } from '../run/joins.js';
import { startRun, stateOf } from '../run/run.js';
import type { Oracle, Run } from '../run/run.js';
import type { InstanceState, Wait } from '../state.js';
import type { Command, EngineEvent } from '../types.js';
import { remember } from './marks.js';
import type { Doubled } from './marks.js';
import { noMarks } from './situation.js';
import type { Beginning, Choice, OutsideEvent, Situation } from './situation.js';

/** One thing that can happen next, and what came of it. */
export interface Moved {
  after: Situation;
  events: EngineEvent[];
  choices: Choice[];
  doubled: Doubled[];
}

/** The clock stands: which of several timers is first depends on data. */
const now = '2026-01-01T00:00:00Z';

/** Begins an instance, in every way that data may have it. */
export function* begin(
  definition: Definition,
  { process, startEvent, definition: index }: Beginning,
): Generator<Moved> {
  const command: Command = {
    type: 'start',
    process,
    ...(startEvent === undefined ? {} : { startEvent }),
    ...(index === undefined ? {} : { definition: index }),
  };
  const before: Situation = { state: emptyState(process), queue: [], marks: noMarks };
  yield* everyWay(definition, before, (run) => {
    apply(run, null, command);
    return null;
  });
}

/** Advances the first token of the queue, in every way that data may have it. */
export function* advance(definition: Definition, before: Situation): Generator<Moved> {
  const [mover = null] = before.queue;
  yield* everyWay(definition, before, (run) => {
    advanceNext(run);
    return mover;
  });
}

/** Lets an event from outside happen, in every way that data may have what follows at once. */
export function* happen(definition: Definition, before: Situation, event: OutsideEvent): Generator<Moved> {
  const { state } = before;
  yield* everyWay(definition, before, (run) => {
    apply(run, state, commandOf(event, state.waits[event.key]));
    return state.waits[event.key]?.token ?? null;
  });
}

function commandOf(event: OutsideEvent, wait: Wait | undefined): Command {
  if (event.type === 'signal') return { type: 'signal', name: event.name };
  const { key } = event;
  if (event.type === 'error') return { type: 'throwError', key, code: event.code };
  if (event.type === 'escalation') return { type: 'throwEscalation', key, code: event.code };
  if (wait?.kind === 'message') return { type: 'message', key };
  return { type: wait?.kind === 'userTask' || wait?.kind === 'job' ? 'complete' : 'timer', key };
}

/** Does the same with every answer to the questions that come up, the first answers first. */
function* everyWay(
  definition: Definition,
  before: Situation,
  act: (run: Run) => string | null,
): Generator<Moved> {
  const open: number[][] = [[]];
  for (let given = open.pop(); given; given = open.pop()) {
    const oracle = new Answers(given);
    yield once(definition, before, oracle, act);
    const answers = oracle.made.map(({ index }) => index);
    for (let at = answers.length - 1; at >= given.length; at -= 1)
      for (let index = (oracle.made[at]?.count ?? 1) - 1; index > 0; index -= 1)
        open.push([...answers.slice(0, at), index]);
  }
}

class Answers implements Oracle {
  readonly made: Choice[] = [];

  constructor(private readonly given: number[]) {}

  choose(count: number, element: string): number {
    const index = this.given[this.made.length] ?? 0;
    this.made.push({ element, index, count });
    return index;
  }
}

function once(
  definition: Definition,
  before: Situation,
  oracle: Answers,
  act: (run: Run) => string | null,
): Moved {
  const run = startRun(definition, before.state, now, Infinity, oracle);
  for (const key of before.queue) {
    const token = run.tokens.get(key);
    if (token) run.queue.push(token);
  }
  const mover = act(run);
  while (run.queue.length === 0 && settleJoins(run));
  const { events } = run;
  const state = stateOf(run);
  repeatForEver(state);
  const queue = run.queue.filter((token) => run.tokens.holds(token)).map(({ key }) => key);
  const { marks, doubled } = remember(definition, before, { state, events, mover });
  return { after: { state, queue, marks }, events, choices: oracle.made, doubled };
}

/** How often a cycle still repeats depends on time alone; the longest is for ever. */
function repeatForEver(state: InstanceState): void {
  for (const wait of Object.values(state.waits))
    if (wait.every !== undefined && wait.repeat !== null) state.waits[wait.key] = { ...wait, repeat: null };
}
