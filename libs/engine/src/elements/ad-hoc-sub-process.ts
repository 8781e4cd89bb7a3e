import type { AdHoc, FlowNode } from '@zusteuerung/bpmn';
import type { CompileContext } from '../compile/context.js';
import type { Source } from '../compile/source.js';
import { complete } from '../run/activity.js';
import { aBoolean, aList, evaluate, evaluateAs } from '../run/evaluate.js';
import { raiseIncident } from '../run/incidents.js';
import { known, nodeOf } from '../run/run.js';
import type { Run } from '../run/run.js';
import { startScope, terminateTokens } from '../run/scopes.js';
import { addToken, tokensIn } from '../run/tokens.js';
import type { AdHocState, ScopeState, Token } from '../state.js';
import type { Element } from './element.js';
import { closeContent, contentOf, openContent } from './sub-process.js';

/**
 * Begins its activities (those of zeebe:adHoc, else all that no flow leads into) at once or one after the other. After
 * each activity the completion condition is asked; once it holds, the rest is cancelled or may still finish. Without
 * condition it is done when all are (BPMN 2.0.2 §13.3.5).
 */
export const adHocSubProcess: Element = {
  name: 'adHocSubProcess',
  types: ['adHocSubProcess'],
  compile(node, context) {
    const adHoc = compileAdHoc(node, known(node.adHoc, `ad-hoc data of ${node.id}`), context);
    return {
      behaviour: {
        activate(run, token) {
          const chosen = entriesOf(run, token, adHoc.elements);
          if (chosen) begin(run, token, chosen, adHoc);
        },
        drained: (run, token, scope) => goOn(run, token, scope, adHoc),
        completedInside: (run, token, scope) => ask(run, token, scope, adHoc),
      },
    };
  },
};

type CompiledAdHoc = AdHoc & { elements: Source | null; condition: Source | null; output: Source | null };

function compileAdHoc(node: FlowNode, adHoc: AdHoc, context: CompileContext): CompiledAdHoc {
  const read = (text: string | null) => (text === null ? null : context.feel(node.id, text));
  return {
    ...adHoc,
    elements: read(adHoc.activeElements),
    condition: read(adHoc.completionCondition),
    output: read(adHoc.outputElement),
  };
}

/** Undefined: they could not be determined, and the token has an incident. */
function entriesOf(run: Run, token: Token, elements: Source | null): string[] | undefined {
  const { nodes, entries } = contentOf(run, token);
  const all = entries.map((entry) => entry.id);
  if (!elements || run.oracle) return all;
  const list = evaluateAs(run, token, elements, aList);
  const unknown = list?.find((id) => typeof id !== 'string' || !nodes.has(id));
  if (list === undefined || unknown === undefined) return list?.map(String);
  const message = {
    de: `„${token.at}“ enthält kein Element ${JSON.stringify(unknown)}.`,
    en: `"${token.at}" holds no element ${JSON.stringify(unknown)}.`,
  };
  raiseIncident(run, token, { code: 'UNKNOWN_ELEMENT', message });
  return undefined;
}

function begin(run: Run, token: Token, chosen: string[], adHoc: CompiledAdHoc): void {
  const definition = contentOf(run, token);
  const scope = openContent(run, token, definition);
  const now = adHoc.sequential ? chosen.slice(0, 1) : chosen;
  scope.adHoc = { pending: chosen.slice(now.length), output: [] };
  if (now.length > 0)
    startScope(
      run,
      scope,
      now.map((id) => known(definition.nodes.get(id), id)),
    );
  else finish(run, token, scope, adHoc);
}

/** An activity inside has completed: is that enough? False: that could not be evaluated. */
function ask(run: Run, token: Token, scope: ScopeState, { output, condition }: CompiledAdHoc): boolean {
  const state = stateOf(scope);
  const value = output ? evaluate(run, token, output) : null;
  if (value === undefined) return false;
  const done = condition ? evaluateAs(run, token, condition, aBoolean) : false;
  if (done === undefined) return false;
  scope.adHoc = {
    pending: state.pending,
    output: output ? [...state.output, value] : state.output,
    ...(done || state.done ? { done: true } : {}),
  };
  return true;
}

/** A token inside has ended. */
function goOn(run: Run, token: Token, scope: ScopeState, adHoc: CompiledAdHoc): void {
  const state = stateOf(scope);
  if (state.done) {
    if (scope.alive === 0 || adHoc.cancelRemaining) finish(run, token, scope, adHoc);
    return;
  }
  const [next, ...pending] = state.pending;
  if (next !== undefined && !isWorking(run, scope)) {
    scope.adHoc = { ...state, pending };
    addToken(run, scope, next, 'entering');
  }
  if (scope.alive > 0) return;
  if (!adHoc.condition || run.oracle) finish(run, token, scope, adHoc);
  else notDone(run, token, scope, adHoc);
}

/** Something other than event sub-processes is going on inside. */
function isWorking(run: Run, scope: ScopeState): boolean {
  return tokensIn(run, scope).some((each) => !nodeOf(run, each).source.triggeredByEvent);
}

function finish(run: Run, token: Token, scope: ScopeState, adHoc: CompiledAdHoc): void {
  const { output } = stateOf(scope);
  terminateTokens(run, scope);
  closeContent(run, token, scope);
  complete(run, token, adHoc.outputCollection ? { [adHoc.outputCollection]: output } : undefined);
}

/** Nothing is left to do though the condition does not hold: somebody has to look; a retry begins anew. */
function notDone(run: Run, token: Token, scope: ScopeState, adHoc: CompiledAdHoc): void {
  closeContent(run, token, scope);
  token.phase = 'activating';
  const text = adHoc.condition?.text ?? '';
  const message = {
    de: `Alles in „${token.at}“ ist erledigt, aber seine Abschlussbedingung „${text}“ gilt nicht.`,
    en: `All in "${token.at}" is done, but its completion condition "${text}" does not hold.`,
  };
  raiseIncident(run, token, { code: 'NOT_COMPLETE', message });
}

function stateOf(scope: ScopeState): AdHocState {
  return known(scope.adHoc, `ad-hoc state of ${scope.element}`);
}
