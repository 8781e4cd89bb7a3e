import type { FlowNode, MultiInstance } from '@zusteuerung/bpmn';
import type { CompileContext } from '../compile/context.js';
import type { Source } from '../compile/source.js';
import { complete } from '../run/activity.js';
import { aBoolean, aList, evaluate, evaluateAs } from '../run/evaluate.js';
import type { Kind } from '../run/evaluate.js';
import { raiseIncident } from '../run/incidents.js';
import { known, scopeOf } from '../run/run.js';
import type { Run } from '../run/run.js';
import { openScope, terminateTokens } from '../run/scopes.js';
import { addToken } from '../run/tokens.js';
import type { LoopState, ScopeState, Token } from '../state.js';
import type { Json, Variables } from '../types.js';
import type { Behaviour } from './element.js';
import { compileBehaviour, tell } from './multi-instance-behavior.js';
import { closeContent } from './sub-process.js';

/** The two halves of a multi-instance activity: the body around all runs, and what ends each run. */
export interface MultiInstanceParts {
  body: Behaviour;
  /** false: the output element or the completion condition failed */
  collect(run: Run, token: Token): boolean;
}

/** Runs an activity once for each item of a list, all at once or one after the other. */
export function compileMultiInstance(
  node: FlowNode,
  loop: MultiInstance,
  context: CompileContext,
): MultiInstanceParts {
  const read = (text: string | null) => (text === null ? null : context.feel(node.id, text));
  const items = loop.inputCollection === null ? null : context.source(node.id, loop.inputCollection);
  const cardinality = read(loop.cardinality);
  const output = read(loop.outputElement);
  const own = output ? variableIn(output, loop) : null;
  const condition = read(loop.completionCondition);
  const events = compileBehaviour(node, loop, context);
  return {
    body: {
      activate(run, token) {
        const list = items ? evaluateAs(run, token, items, aList) : count(run, token, cardinality);
        if (list && isManageable(run, token, list.length)) open(run, token, node, { ...loop, own }, list);
      },
      drained(run, token, scope) {
        tell(run, token, scope, events);
        if (!run.tokens.holds(token)) return;
        // What could not be told is asked again by a retry; until then the loop does not end.
        if (token.phase === 'active' || token.phase === 'repeating')
          token.phase = token.incident ? 'repeating' : 'active';
        if (!token.incident) goOn(run, token, scope, { ...loop, own });
      },
    },
    collect(run, token) {
      const scope = scopeOf(run, token);
      const state = known(scope.loop, `loop at ${node.id}`);
      if (output && !storeOutput(run, token, state, output)) return false;
      if (condition) {
        const done = evaluateAs(run, token, condition, aBoolean, { extra: counts(scope, state) });
        if (done === undefined) return false;
        if (done) state.done = true;
      }
      state.completed += 1;
      return true;
    },
  };
}

/** A multi-instance with the variable that each run holds for itself, so that runs do not see each other's results. */
type Loop = MultiInstance & { own: string | null };

/** The variable that the output element names (`=x`, `=x.y`), as in Zeebe; null: it is computed or the input element. */
function variableIn({ text }: Source, { inputElement }: MultiInstance): string | null {
  const [, name] = /^([\p{L}_][\p{L}\p{N}_]*)(?:\.[\p{L}_][\p{L}\p{N}_]*)*$/u.exec(text) ?? [];
  return name === undefined || name === inputElement || literals.has(name) ? null : name;
}

const literals = new Set(['null', 'true', 'false', 'loopCounter']);

function open(run: Run, token: Token, node: FlowNode, loop: Loop, items: Json[]): void {
  const { process } = scopeOf(run, token);
  const definition = run.definition.processes.get(process)?.scopes.get(`${node.id}#each`);
  const scope = openScope(run, process, known(definition, `body of ${node.id}`), token);
  scope.loop = { items, started: 0, completed: 0, output: items.map(() => null) };
  const first = loop.sequential ? Math.min(1, items.length) : items.length;
  for (let index = 0; index < first; index += 1) startNext(run, scope, token.at, loop);
  if (items.length === 0) goOn(run, token, scope, loop);
}

function startNext(run: Run, scope: ScopeState, at: string, loop: Loop): void {
  const state = known(scope.loop, `loop at ${at}`);
  const index = state.started++;
  const variables: Variables = { ...(loop.own === null ? {} : { [loop.own]: null }), loopCounter: index + 1 };
  if (loop.inputElement) variables[loop.inputElement] = state.items[index] ?? null;
  const token = addToken(run, scope, at, 'entering');
  token.index = index;
  token.variables = variables;
}

/** A run has ended: the next one starts, or the body is done and the other runs are cancelled. */
function goOn(run: Run, token: Token, scope: ScopeState, loop: Loop): void {
  const state = known(scope.loop, `loop at ${token.at}`);
  const last = scope.alive === 0 && state.started === state.items.length;
  if (!state.done && !last) {
    if (loop.sequential && scope.alive === 0) startNext(run, scope, token.at, loop);
    return;
  }
  terminateTokens(run, scope);
  closeContent(run, token, scope);
  complete(run, token, loop.outputCollection ? { [loop.outputCollection]: state.output } : undefined);
}

function storeOutput(run: Run, token: Token, state: LoopState, output: Source): boolean {
  const value = evaluate(run, token, output);
  if (value === undefined) return false;
  state.output[token.index ?? 0] = value;
  return true;
}

/** The counters a completion condition may ask for, the ending run included. */
function counts(scope: ScopeState, state: LoopState): Variables {
  return {
    numberOfInstances: state.items.length,
    numberOfActiveInstances: scope.alive - 1,
    numberOfCompletedInstances: state.completed + 1,
    numberOfTerminatedInstances: 0,
  };
}

function count(run: Run, token: Token, cardinality: Source | null): Json[] | undefined {
  if (!cardinality) return [];
  const size = evaluateAs(run, token, cardinality, aCount);
  if (size === undefined || !isManageable(run, token, size)) return undefined;
  return Array.from({ length: size }, (_, index) => index + 1);
}

/** More runs than one command may still activate would only be that many incidents. */
function isManageable(run: Run, token: Token, size: number): boolean {
  const most = Math.max(run.budget - run.queue.length, 0);
  if (size <= most) return true;
  raiseIncident(run, token, {
    code: 'TOO_MANY_RUNS',
    message: {
      de: `„${token.at}“ soll ${size}-mal laufen; hier sind höchstens ${most} Läufe möglich.`,
      en: `"${token.at}" is to run ${size} times; at most ${most} runs are possible here.`,
    },
  });
  return false;
}

const aCount: Kind<number> = {
  de: 'eine Anzahl',
  en: 'a count',
  read: (value) => (Number.isInteger(value) && (value as number) >= 0 ? (value as number) : undefined),
  samples: [2, 0],
};
