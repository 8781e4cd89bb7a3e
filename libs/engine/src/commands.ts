import { problems } from './problems.js';
import { escalate, findHandler, reportThrown, unhandledError } from './run/handlers.js';
import type { Thrown } from './run/handlers.js';
import { fireWait } from './run/fire.js';
import { raiseIncident, resolveIncident } from './run/incidents.js';
import { modify } from './run/move.js';
import { known } from './run/run.js';
import type { Run } from './run/run.js';
import { terminateTokens } from './run/scopes.js';
import { hearSignal } from './run/signals.js';
import { enqueue } from './run/tokens.js';
import { propagate } from './run/variables.js';
import { closeWait, closeWaits } from './run/waits.js';
import type { Wait } from './state.js';
import type { Command, Problem } from './types.js';

type Running = Exclude<Command, { type: 'start' }>;
type Of<T extends Running['type']> = Extract<Running, { type: T }>;

/** Applies a command to a running instance; a problem means that nothing was touched. */
export function applyCommand(run: Run, command: Running): Problem | null {
  switch (command.type) {
    case 'complete':
      return atWait(run, command, ['userTask', 'job'], (wait) =>
        fireWait(run, wait, command.variables ?? {}),
      );
    case 'message':
      return atWait(run, command, ['message'], (wait) => fireWait(run, wait, command.variables ?? {}));
    case 'timer':
      // While data is left open, conditions become true like time passes.
      return atWait(run, command, run.oracle ? ['timer', 'condition'] : ['timer'], (wait) =>
        fireWait(run, wait, {}),
      );
    case 'fail':
      return atWait(run, command, ['job'], (wait) => fail(run, wait, command));
    case 'throwError':
      return atWait(run, command, ['userTask', 'job'], (wait) => throwError(run, wait, command));
    case 'throwEscalation':
      return atWait(run, command, ['userTask', 'job'], (wait) => throwEscalation(run, wait, command));
    case 'updateVariables':
      return updateVariables(run, command);
    case 'modify':
      return isEnded(run) ? problems.ended() : modify(run, command);
    case 'retry':
      return retry(run, command);
    case 'cancel':
      return cancel(run, command);
    case 'signal':
      return hearSignal(run, command.name, command.variables ?? {})
        ? null
        : problems.nobodyListens(command.name);
  }
}

function atWait(
  run: Run,
  command: { type: string; key: string },
  kinds: Wait['kind'][],
  apply: (wait: Wait) => void,
): Problem | null {
  const wait = Object.hasOwn(run.state.waits, command.key) ? run.state.waits[command.key] : undefined;
  if (!wait) return problems.waitStateGone(command.key);
  if (!kinds.includes(wait.kind)) return problems.wrongCommand(wait.element, command.type);
  apply(wait);
  return null;
}

/** The worker gave up: an incident whose retry opens the job anew. */
function fail(run: Run, wait: Wait, command: Of<'fail'>): void {
  const token = known(run.tokens.get(wait.token ?? ''), `token ${wait.token}`);
  closeWait(run, wait, 'cancelled');
  token.phase = 'activating';
  const { message } = command;
  raiseIncident(run, token, {
    code: 'JOB_FAILED',
    message: { de: `Der Auftrag ist gescheitert: ${message}`, en: `The job failed: ${message}` },
  });
}

function throwError(run: Run, wait: Wait, command: Of<'throwError'>): void {
  const token = known(run.tokens.get(wait.token ?? ''), `token ${wait.token}`);
  const { code, message, variables } = command;
  const error: Thrown = {
    kind: 'error',
    code,
    ...(message === undefined ? {} : { message }),
    ...(variables ? { variables } : {}),
  };
  const handler = findHandler(run, token, error);
  if (handler) {
    reportThrown(run, token, error, handler);
    handler.handle();
    return;
  }
  closeWait(run, wait, 'cancelled');
  token.phase = 'activating';
  unhandledError(run, token, error);
}

/** An escalation does not end the task unless an interrupting event catches it. */
function throwEscalation(run: Run, wait: Wait, { code, variables = {} }: Of<'throwEscalation'>): void {
  escalate(run, known(run.tokens.get(wait.token ?? ''), `token ${wait.token}`), code, variables);
}

function updateVariables(run: Run, { key, variables }: Of<'updateVariables'>): Problem | null {
  if (isEnded(run)) return problems.ended();
  const root = known(
    run.scopes.find((scope) => scope.host === null),
    'root scope',
  );
  const token = key === undefined ? undefined : run.tokens.get(key);
  if (key !== undefined && !token) return problems.waitStateGone(key);
  const holder = token ?? root;
  holder.variables = { ...holder.variables, ...variables };
  for (const name of Object.keys(variables)) run.changed.add(name);
  run.events.push({
    type: 'variablesChanged',
    elementId: token?.at ?? root.process,
    key: holder.key,
    data: variables,
  });
  return null;
}

function retry(run: Run, command: Of<'retry'>): Problem | null {
  const token = run.tokens.find((each) => each.incident?.key === command.key);
  if (!token?.incident) return problems.waitStateGone(command.key);
  resolveIncident(run, token);
  propagate(run, token, command.variables ?? {});
  enqueue(run, token, token.phase);
  return null;
}

function cancel(run: Run, command: Of<'cancel'>): Problem | null {
  const { state } = run;
  if (isEnded(run)) return problems.ended();
  const root = known(
    run.scopes.find((scope) => scope.host === null),
    'root scope',
  );
  closeWaits(run, root);
  terminateTokens(run, root);
  state.status = 'terminated';
  run.events.push({
    type: 'instanceTerminated',
    elementId: root.process,
    key: root.key,
    data: { reason: command.reason },
  });
  return null;
}

function isEnded({ state }: Run): boolean {
  return state.status === 'completed' || state.status === 'terminated';
}
