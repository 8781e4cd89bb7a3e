import { findHandler, reportError, unhandledError } from '../run/errors.js';
import { emit } from '../run/run.js';
import { removeToken } from '../run/tokens.js';
import type { Element } from './element.js';
import { hasDefinition } from './triggers/index.js';

/** Throws an error to the nearest event that catches it; uncaught it is an incident here. */
export const errorEndEvent: Element = {
  name: 'endEvent (error)',
  types: ['endEvent'],
  applies: (node) => hasDefinition(node, 'error'),
  compile(node) {
    const definition = node.definitions[0];
    const code = (definition?.kind === 'error' ? (definition.code ?? definition.name) : null) ?? '';
    return {
      behaviour: {
        activate(run, token) {
          const error = { code, variables: token.variables ?? {} };
          const handler = findHandler(run, token, error);
          if (!handler) {
            unhandledError(run, token, error);
            return;
          }
          reportError(run, token, error, handler);
          emit(run, 'elementCompleted', token);
          removeToken(run, token);
          handler.handle();
        },
      },
    };
  },
};
