import type { FlowNode } from '@zusteuerung/bpmn';
import type { ProcessDefinition } from '../definition.js';
import type { Token } from '../state.js';
import { complete } from '../run/activity.js';
import { aText, evaluateAs } from '../run/evaluate.js';
import { raiseIncident } from '../run/incidents.js';
import { hostOf, scopeOf } from '../run/run.js';
import type { Run } from '../run/run.js';
import { openScope, removeScope, startScope } from '../run/scopes.js';
import { visible } from '../run/variables.js';
import { openWait } from '../run/waits.js';
import type { Element } from './element.js';

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
          if (run.oracle && source.expression) {
            // Whichever process it is takes its time; each is looked at by itself.
            token.phase = 'active';
            openWait(run, { token }, { kind: 'job', element: node.id }, null);
            return;
          }
          const id = evaluateAs(run, token, source, aText);
          if (id === undefined) return;
          const process = run.definition.processes.get(id);
          if (!process || !isCallable(process) || !isBound(process, called)) {
            const message = {
              de: `Den aufgerufenen Prozess „${id}“${tagged(called).de} gibt es nicht, oder er hat kein Startereignis ohne Auslöser.`,
              en: `There is no called process "${id}"${tagged(called).en}, or it has no none start event.`,
            };
            raiseIncident(run, token, { code: 'UNKNOWN_PROCESS', message });
            return;
          }
          if (!isShallow(run, token)) return;
          const own =
            called?.propagateAllParentVariables === false ? (token.variables ?? {}) : visible(run, token);
          startScope(run, openScope(run, id, process.root, token, { ...own }), process.root.entries);
        },
        fire: (run, token) => complete(run, token),
        drained(run, token, scope) {
          const variables = scope.variables;
          removeScope(run, scope);
          complete(run, token, handsOver ? variables : undefined);
        },
      },
    };
  },
};

/** calls inside one another; each level holds variables of its own */
const deepest = 100;

function isShallow(run: Run, token: Token): boolean {
  let depth = 0;
  for (let at: Token | null = token; at; at = hostOf(run, scopeOf(run, at)))
    if (scopeOf(run, at).variables) depth += 1;
  if (depth <= deepest) return true;
  const message = {
    de: `„${token.at}“ ruft einen Prozess in mehr als ${deepest} Ebenen auf (vermutlich ruft er sich selbst auf).`,
    en: `"${token.at}" calls a process more than ${deepest} levels deep (it probably calls itself).`,
  };
  raiseIncident(run, token, { code: 'CALL_DEPTH', message });
  return false;
}

/** It begins by itself: at a start event without trigger, or with all that no flow leads into. */
function isCallable({ root: { entries } }: ProcessDefinition): boolean {
  return entries.length > 0 && entries.every(({ source }) => !waits(source));
}

function waits({ type, definitions }: FlowNode): boolean {
  return type === 'startEvent' && definitions.length > 0;
}

type Called = FlowNode['extensions']['calledElement'];

/** Bindings resolve inside the deployed package, where there is one version; a version tag must be that one's. */
function isBound(process: ProcessDefinition, called: Called): boolean {
  return called?.binding !== 'versionTag' || called.versionTag === process.versionTag;
}

function tagged(called: Called): { de: string; en: string } {
  if (called?.binding !== 'versionTag') return { de: '', en: '' };
  return {
    de: ` mit der Versionsmarke „${called.versionTag}“`,
    en: ` with version tag "${called.versionTag}"`,
  };
}
