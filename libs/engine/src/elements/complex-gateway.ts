import type { FlowNode } from '@zusteuerung/bpmn';
import type { Source } from '../compile/source.js';
import { complete } from '../run/activity.js';
import { aBoolean, evaluateAs } from '../run/evaluate.js';
import { follow, openFlows } from '../run/flow.js';
import { held, hold, own, release } from '../run/joins.js';
import { emit, scopeOf } from '../run/run.js';
import type { Run } from '../run/run.js';
import { consume } from '../run/ending.js';
import { enqueue, removeToken } from '../run/tokens.js';
import type { ScopeState, Token } from '../state.js';
import type { Element } from './element.js';
import { stillComing, upstreamOf } from './upstream.js';

/**
 * Begins when its activation condition holds (`activationCount`: how many tokens have come) and takes the flows whose
 * conditions hold; then it waits for the tokens that can still come. Those take the flows whose condition says so
 * (`waitingForStart` is false then); flows without condition belong to the beginning alone (BPMN 2.0.2 §13.4.5). Without
 * activation condition it begins with a token on every flow.
 */
export const complexGateway: Element = {
  name: 'complexGateway',
  types: ['complexGateway'],
  compile(node, context) {
    const condition =
      node.activationCondition === null ? null : context.feel(node.id, node.activationCondition);
    const upstream = upstreamOf(node.id);
    const coming: Coming = (run, scope, satisfied) =>
      stillComing(run, scope, { gateway: node.id, upstream: upstream(run, scope), satisfied });
    return {
      behaviour: {
        arrive(run, token) {
          if (token.via === undefined) return true;
          if (!own(scopeOf(run, token).resetting ?? {}, node.id))
            return begin(run, token, node, { condition, coming });
          hold(run, token, token.via);
          return false;
        },
        join: {
          pending(run, scope) {
            const satisfied = own(scope.resetting ?? {}, node.id);
            return satisfied ? coming(run, scope, satisfied) : null;
          },
          release: (run, scope) => reset(run, scope, node),
        },
        activate: (run, token) => (isLate(token) ? passLate(run, token) : complete(run, token)),
      },
    };
  },
};

/** The tokens that can still come by a flow that has not delivered one. */
type Coming = (run: Run, scope: ScopeState, satisfied: string[]) => Token[];

/**
 * One token of each flow becomes one, if that is enough to begin; the arriving token goes on. Whether others belong to
 * this round is asked now: what comes after it has gone on is of the next.
 */
function begin(
  run: Run,
  token: Token,
  node: FlowNode,
  { condition, coming }: { condition: Source | null; coming: Coming },
): boolean {
  const scope = scopeOf(run, token);
  const { via = '' } = token;
  const waiting = held(scope, node.id);
  const flows = new Set([...waiting.keys(), via]);
  const activationCount = [...waiting.values()].reduce((sum, count) => sum + count, 1);
  token.variables = { activationCount, waitingForStart: true };
  const all = flows.size === node.incoming.length;
  if (!isEnough(run, token, condition, all)) {
    if (token.incident) return false;
    delete token.variables;
    hold(run, token, via);
    return false;
  }
  const others = [...flows].filter((flow) => flow !== via);
  for (const other of release(run, scope, node.id, others)) removeToken(run, other);
  delete token.via;
  if (coming(run, scope, [...flows]).length > 0)
    scope.resetting = { ...scope.resetting, [node.id]: [...flows] };
  else tryAgain(run, scope, node);
  return true;
}

/** Tokens that are left over come again, one after the other: they may be enough for the next round. */
function tryAgain(run: Run, scope: ScopeState, node: FlowNode): void {
  const flows = [...held(scope, node.id)].flatMap(([flow, count]) => Array<string>(count).fill(flow));
  const again = release(run, scope, node.id, flows).sort((a, b) => Number(a.key) - Number(b.key));
  for (const token of again) enqueue(run, token, 'entering');
}

function isEnough(run: Run, token: Token, condition: Source | null, complete: boolean): boolean {
  if (!condition || (run.oracle && complete)) return complete;
  return evaluateAs(run, token, condition, aBoolean) ?? false;
}

/** Nothing else can come: what has come since the beginning goes on where a condition says so, and all is as before. */
function reset(run: Run, scope: ScopeState, node: FlowNode): void {
  const before = own(scope.resetting ?? {}, node.id) ?? [];
  const { [node.id]: _done, ...others } = scope.resetting ?? {};
  if (Object.keys(others).length > 0) scope.resetting = others;
  else delete scope.resetting;
  const late = [...held(scope, node.id).keys()].filter((flow) => !before.includes(flow));
  const [first, ...rest] = release(run, scope, node.id, late);
  for (const token of rest) removeToken(run, token);
  tryAgain(run, scope, node);
  if (first) passLate(run, first);
}

function isLate({ variables }: Token): boolean {
  return variables?.['waitingForStart'] === false;
}

function passLate(run: Run, token: Token): void {
  token.phase = 'activating';
  token.variables = { activationCount: 0, waitingForStart: false };
  const flows = openFlows(run, token);
  if (token.incident) return;
  delete token.variables;
  delete token.via;
  if (flows.length === 0) {
    consume(run, token);
    return;
  }
  emit(run, 'elementActivated', token);
  emit(run, 'elementCompleted', token);
  follow(run, token, flows);
}
