import { complete } from '../run/activity.js';
import { aText, evaluateAs } from '../run/evaluate.js';
import { raiseIncident } from '../run/incidents.js';
import { openScope, removeScope, startScope } from '../run/scopes.js';
import { visible } from '../run/variables.js';
import type { Element } from './element.js';
import { noneStart } from '../compile/starts.js';

/** Runs another process of the same deployment as a scope with variables of its own. */
export const callActivity: Element = {
  name: 'callActivity',
  types: ['callActivity'],
  compile(node, context) {
    const called = node.extensions.calledElement;
    const source = context.source(node.id, called?.processId ?? '');
    const handsOver = called?.propagateAllChildVariables !== false || node.extensions.outputs.length > 0;
    return {
      behaviour: {
        activate(run, token) {
          const id = evaluateAs(run, token, source, aText);
          if (id === undefined) return;
          const process = run.definition.processes.get(id);
          const start = process && noneStart(process.root);
          if (!process || !start) {
            const message = {
              de: `Den aufgerufenen Prozess „${id}“ mit einem Startereignis ohne Auslöser gibt es nicht.`,
              en: `There is no called process "${id}" with a none start event.`,
            };
            raiseIncident(run, token, { code: 'UNKNOWN_PROCESS', message });
            return;
          }
          const own =
            called?.propagateAllParentVariables === false ? (token.variables ?? {}) : visible(run, token);
          startScope(run, openScope(run, id, process.root, token, { ...own }), start.id);
        },
        drained(run, token, scope) {
          const variables = scope.variables;
          removeScope(run, scope);
          complete(run, token, handsOver ? variables : undefined);
        },
      },
    };
  },
};
