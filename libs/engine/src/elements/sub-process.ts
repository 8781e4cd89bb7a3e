import { complete } from '../run/activity.js';
import { raiseIncident } from '../run/incidents.js';
import { known, scopeOf } from '../run/run.js';
import { openScope, removeScope, startScope } from '../run/scopes.js';
import type { Behaviour, Element } from './element.js';

/** Opens a scope for the content, and completes when that has no token left. */
export const contentBehaviour: Behaviour = {
  activate(run, token) {
    const { process } = scopeOf(run, token);
    const content = run.definition.processes.get(process)?.scopes.get(token.at);
    const definition = known(content, `content of ${token.at}`);
    const first = definition.starts[0];
    if (!first) {
      const message = {
        de: `„${token.at}“ hat kein Startereignis.`,
        en: `"${token.at}" has no start event.`,
      };
      raiseIncident(run, token, { code: 'NO_START_EVENT', message });
      return;
    }
    const scope = openScope(run, process, definition, token);
    const start = startScope(run, scope, first.id);
    if (!token.delivered) return;
    start.delivered = token.delivered;
    delete token.delivered;
  },
  drained(run, token, scope) {
    removeScope(run, scope);
    complete(run, token);
  },
};

/** An embedded sub-process: its content runs in a scope of its own. */
export const subProcess: Element = {
  name: 'subProcess',
  types: ['subProcess'],
  applies: (node) => !node.triggeredByEvent,
  compile: () => ({ behaviour: contentBehaviour }),
};
