import type { ErrorDefinition } from '@zusteuerung/bpmn';
import { findHandler, reportThrown, unhandledError } from '../../run/handlers.js';
import type { Thrown } from '../../run/handlers.js';
import { emit } from '../../run/run.js';
import { consume } from '../../run/ending.js';
import type { Throw } from './throw.js';

/** Throws an error to the nearest event that catches it; uncaught it is an incident here. */
export function errorThrow({ code, name }: ErrorDefinition): Throw {
  return {
    throw(run, token) {
      const error: Thrown = { kind: 'error', code: code ?? name ?? '', variables: token.variables ?? {} };
      const handler = findHandler(run, token, error);
      if (!handler) {
        unhandledError(run, token, error);
        return 'gone';
      }
      reportThrown(run, token, error, handler);
      emit(run, 'elementCompleted', token);
      handler.handle();
      if (run.state.tokens[token.key] === token) consume(run, token);
      return 'gone';
    },
  };
}
