import type { Behaviour, Element } from './element.js';
import { complete } from '../run/activity.js';
import { raiseIncident } from '../run/incidents.js';
import { known, scopeOf } from '../run/run.js';
import type { Run } from '../run/run.js';
import { nothings, openScope, removeScope, startScope } from '../run/scopes.js';
import type { ScopeState, Token } from '../state.js';
import type { ScopeDefinition } from '../definition.js';

/** Opens a scope for the content, and completes when that has no token left. */
export const contentBehaviour: Behaviour = {
  activate(run, token) {
    const definition = contentOf(run, token);
    if (definition.entries.length === 0) {
      const message = {
        de: `„${token.at}“ hat nichts, womit es beginnen könnte.`,
        en: `"${token.at}" has nothing to begin with.`,
      };
      raiseIncident(run, token, { code: 'NO_START_EVENT', message });
      return;
    }
    const scope = openContent(run, token, definition);
    const start = startScope(run, scope, definition.entries);
    if (!token.delivered) return;
    start.delivered = token.delivered;
    delete token.delivered;
  },
  drained(run, token, scope) {
    closeContent(run, token, scope);
    complete(run, token);
  },
};

/** An embedded sub-process or a transaction: its content runs in a scope of its own. */
export const subProcess: Element = {
  name: 'subProcess',
  types: ['subProcess', 'transaction'],
  applies: (node) => !node.triggeredByEvent,
  compile: () => ({ behaviour: contentBehaviour }),
};

export function contentOf(run: Run, token: Token): ScopeDefinition {
  const { process } = scopeOf(run, token);
  const content = run.definition.processes.get(process)?.scopes.get(token.at);
  return known(content, `content of ${token.at}`);
}

/** The scope inside an activity; the activity's token holds its variables. */
export function openContent(run: Run, token: Token, definition: ScopeDefinition): ScopeState {
  const { data } = definition;
  if (data.length > 0) token.variables = { ...nothings(data), ...token.variables };
  return openScope(run, scopeOf(run, token).process, definition, token);
}

/** Forgets the scope inside an activity but for what could be compensated later. */
export function closeContent(run: Run, token: Token, scope: ScopeState): void {
  if (scope.compensations) token.compensations = scope.compensations;
  removeScope(run, scope);
}
