import type { ErrorDefinition, FlowNode } from '@zusteuerung/bpmn';
import type { CompileContext } from '../../compile/context.js';
import { aText, evaluateAs } from '../../run/evaluate.js';
import { endBefore, findHandler, reportThrown, unhandledError } from '../../run/handlers.js';
import type { Thrown } from '../../run/handlers.js';
import { emit } from '../../run/run.js';
import type { Throw } from './throw.js';

/** Throws an error to the nearest event that catches it; uncaught it is an incident here. */
export function errorThrow(node: FlowNode, { code, name }: ErrorDefinition, context: CompileContext): Throw {
  const source = context.source(node.id, code ?? name ?? '');
  return {
    throw(run, token) {
      const text = evaluateAs(run, token, source, aText);
      if (text === undefined) return 'gone';
      const error: Thrown = { kind: 'error', code: text, variables: token.variables ?? {} };
      const handler = findHandler(run, token, error);
      if (!handler) {
        unhandledError(run, token, error);
        return 'gone';
      }
      reportThrown(run, token, error, handler);
      emit(run, 'elementCompleted', token);
      endBefore(run, token, handler);
      return 'gone';
    },
  };
}
