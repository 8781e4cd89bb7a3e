// What someone would write by hand with XState for the same work: the lower bound for an engine built on it. All run on
// one inert actor scope, because building one for each transition costs ten times the transition.
import { assign, createActor, createMachine } from 'xstate';

function inert(config) {
  const machine = createMachine(config);
  const self = createActor(machine);
  const nothing = () => undefined;
  const jobs = [];
  const scope = {
    self,
    system: self.system,
    id: '',
    sessionId: '',
    logger: nothing,
    defer: nothing,
    emit: nothing,
    stopChild: nothing,
    actionExecutor(action) {
      if (action.type === 'job') jobs.push(action.params.task);
    },
  };
  return { machine, scope, jobs };
}

const job = (task) => ({ type: 'job', params: { task } });

function answerAll({ machine, scope, jobs }) {
  jobs.length = 0;
  let snapshot = machine.getInitialSnapshot(scope);
  snapshot = machine.transition(snapshot, { type: 'start' }, scope);
  for (let next = 0; next < jobs.length; next++)
    snapshot = machine.transition(snapshot, { type: 'complete', task: jobs[next] }, scope);
  if (snapshot.status !== 'done') throw new Error(`handwritten: ${JSON.stringify(snapshot.value)}`);
  return jobs.length;
}

/** So many service tasks in a row: a state each. */
export function serviceTasks(count) {
  const states = { Start: { on: { start: 'Dienst_1' } }, Ende: { type: 'final' } };
  for (let n = 1; n <= count; n++)
    states[`Dienst_${n}`] = {
      entry: job(`Dienst_${n}`),
      on: { complete: n === count ? 'Ende' : `Dienst_${n + 1}` },
    };
  const held = inert({ id: 'P', initial: 'Start', states });
  return () => answerAll(held);
}

/** So many tasks at once: one state that remembers which are open (a parallel state would cost far more). */
export function tasksAtOnce(count) {
  const tasks = Array.from({ length: count }, (_, index) => `Dienst_${index + 1}`);
  const without = assign(({ context, event }) => ({
    open: context.open.filter((task) => task !== event.task),
  }));
  const states = {
    Start: { on: { start: 'Alle' } },
    Alle: {
      entry: [assign({ open: tasks }), ...tasks.map(job)],
      on: {
        complete: [
          { guard: ({ context }) => context.open.length === 1, target: 'Ende' },
          { actions: without },
        ],
      },
    },
    Ende: { type: 'final' },
  };
  const held = inert({ id: 'P', initial: 'Start', context: { open: [] }, states });
  return () => answerAll(held);
}

/** Two tasks at once, one after both. */
export function inclusiveJoin() {
  const one = (task) => ({
    initial: 'offen',
    states: {
      offen: {
        entry: job(task),
        on: { complete: { guard: ({ event }) => event.task === task, target: 'fertig' } },
      },
      fertig: { type: 'final' },
    },
  });
  const states = {
    Start: { on: { start: 'Beide' } },
    Beide: { type: 'parallel', states: { A: one('Dienst_0'), B: one('Dienst_1') }, onDone: 'Danach' },
    Danach: { entry: job('Danach'), on: { complete: 'Ende' } },
    Ende: { type: 'final' },
  };
  const held = inert({ id: 'P', initial: 'Start', states });
  return () => answerAll(held);
}

export function loop(limit) {
  const states = {
    Start: { on: { start: 'Zaehlen' } },
    Zaehlen: { entry: assign({ n: ({ context }) => context.n + 1 }), always: 'Genug' },
    Genug: {
      always: [{ guard: ({ context }) => context.n < limit, target: 'Zaehlen' }, { target: 'Ende' }],
    },
    Ende: { type: 'final' },
  };
  const held = inert({ id: 'P', initial: 'Start', context: { n: 0 }, states });
  return () => {
    let snapshot = held.machine.getInitialSnapshot(held.scope);
    snapshot = held.machine.transition(snapshot, { type: 'start' }, held.scope);
    if (snapshot.context.n !== limit) throw new Error(`handwritten: ${snapshot.context.n}`);
    return 0;
  };
}

export function persistAndRestore() {
  const states = {
    Start: { on: { start: 'Aufgabe' } },
    Aufgabe: { on: { complete: 'Ende' } },
    Ende: { type: 'final' },
  };
  const { machine, scope } = inert({ id: 'P', initial: 'Start', states });
  return () => {
    const started = machine.transition(machine.getInitialSnapshot(scope), { type: 'start' }, scope);
    const text = JSON.stringify(machine.getPersistedSnapshot(started));
    const restored = machine.restoreSnapshot(JSON.parse(text), scope);
    const done = machine.transition(restored, { type: 'complete' }, scope);
    if (done.status !== 'done') throw new Error('handwritten: not done');
    return 1;
  };
}
