import type { EscalationDefinition, FlowNode } from '@zusteuerung/bpmn';
import type { CompileContext } from '../../compile/context.js';
import { aText, evaluateAs } from '../../run/evaluate.js';
import { endBefore, findHandler, reportThrown } from '../../run/handlers.js';
import type { Thrown } from '../../run/handlers.js';
import { emit } from '../../run/run.js';
import type { Throw } from './throw.js';

/** Throws an escalation to the nearest event that catches it; uncaught it does nothing, caught without interruption it goes on. */
export function escalationThrow(
  node: FlowNode,
  { code, name }: EscalationDefinition,
  context: CompileContext,
): Throw {
  const source = context.source(node.id, code ?? name ?? '');
  return {
    throw(run, token) {
      const text = evaluateAs(run, token, source, aText);
      if (text === undefined) return 'gone';
      const thrown: Thrown = { kind: 'escalation', code: text, variables: token.variables ?? {} };
      const handler = findHandler(run, token, thrown);
      reportThrown(run, token, thrown, handler);
      if (!handler?.interrupting) {
        handler?.handle();
        return 'thrown';
      }
      emit(run, 'elementCompleted', token);
      endBefore(run, token, handler);
      return 'gone';
    },
  };
}
