import type { EscalationDefinition } from '@zusteuerung/bpmn';
import { findHandler, reportThrown } from '../../run/handlers.js';
import type { Thrown } from '../../run/handlers.js';
import { emit } from '../../run/run.js';
import type { Throw } from './throw.js';

/** Throws an escalation to the nearest event that catches it; uncaught it does nothing, caught without interruption it goes on. */
export function escalationThrow({ code, name }: EscalationDefinition): Throw {
  return {
    throw(run, token) {
      const thrown: Thrown = {
        kind: 'escalation',
        code: code ?? name ?? '',
        variables: token.variables ?? {},
      };
      const handler = findHandler(run, token, thrown);
      reportThrown(run, token, thrown, handler);
      if (handler?.interrupting) emit(run, 'elementCompleted', token);
      handler?.handle();
      return handler?.interrupting ? 'gone' : 'thrown';
    },
  };
}
