import type { FlowNode, StandardLoop } from '@zusteuerung/bpmn';
import type { CompileContext } from '../compile/context.js';
import type { Source } from '../compile/source.js';
import { complete } from '../run/activity.js';
import { aBoolean, evaluateAs } from '../run/evaluate.js';
import { known, scopeOf } from '../run/run.js';
import type { Run } from '../run/run.js';
import { openScope, terminateTokens } from '../run/scopes.js';
import { addToken } from '../run/tokens.js';
import type { ScopeState, Token } from '../state.js';
import type { Behaviour } from './element.js';
import { closeContent } from './sub-process.js';

/**
 * Repeats an activity while its condition holds, asked before or after each run, at most as often as the maximum says;
 * without condition exactly as often. `loopCounter` counts the runs from 1 (BPMN 2.0.2 §13.3.6).
 */
export function compileStandardLoop(node: FlowNode, loop: StandardLoop, context: CompileContext): Behaviour {
  const condition = loop.condition === null ? null : context.feel(node.id, loop.condition);
  const maximum = loop.maximum === null ? Infinity : Number(loop.maximum);
  return {
    activate(run, token) {
      const again = loop.testBefore ? goesOn(run, token, 0, maximum, condition) : true;
      if (again === undefined) return;
      if (!again) {
        complete(run, token);
        return;
      }
      const { process } = scopeOf(run, token);
      const definition = run.definition.processes.get(process)?.scopes.get(`${node.id}#each`);
      const scope = openScope(run, process, known(definition, `body of ${node.id}`), token);
      scope.loop = { items: [], started: 0, completed: 0, output: [] };
      startNext(run, scope, node.id);
    },
    drained(run, token, scope) {
      if (scope.alive > 0) return;
      const again = goesOn(run, token, startedIn(scope), maximum, condition);
      if (again === undefined) {
        token.phase = 'repeating';
        return;
      }
      token.phase = 'active';
      if (again) {
        startNext(run, scope, node.id);
        return;
      }
      terminateTokens(run, scope);
      closeContent(run, token, scope);
      complete(run, token);
    },
  };
}

/** Undefined: the condition could not be evaluated. */
function goesOn(
  run: Run,
  token: Token,
  started: number,
  maximum: number,
  condition: Source | null,
): boolean | undefined {
  if (run.oracle) return run.oracle.choose(2, token.at) === 0;
  if (started >= maximum) return false;
  if (!condition) return maximum !== Infinity;
  return evaluateAs(run, token, condition, aBoolean, { extra: { loopCounter: started } });
}

function startNext(run: Run, scope: ScopeState, at: string): void {
  const loop = known(scope.loop, `loop at ${at}`);
  scope.loop = { ...loop, started: loop.started + 1 };
  addToken(run, scope, at, 'entering').variables = { loopCounter: loop.started + 1 };
}

function startedIn(scope: ScopeState): number {
  return known(scope.loop, `loop of ${scope.element}`).started;
}
