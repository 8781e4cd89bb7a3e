import { openAll } from '../run/attached.js';
import { follow } from '../run/flow.js';
import { emit, known, nodeIn, scopeOf } from '../run/run.js';
import { closeWaits } from '../run/waits.js';
import type { Element } from './element.js';

/** Waits for all events behind it; the first to happen decides the way. */
export const eventBasedGateway: Element = {
  name: 'eventBasedGateway',
  types: ['eventBasedGateway'],
  compile(node, { container }) {
    const flows = container.flows.filter((flow) => flow.source === node.id);
    return {
      behaviour: {
        activate(run, token) {
          const scope = scopeOf(run, token);
          const events = flows.map((flow) => nodeIn(run, scope, flow.target));
          if (openAll(run, token, events, { token })) token.phase = 'active';
        },
        fire(run, token, wait, variables) {
          closeWaits(run, token);
          emit(run, 'elementCompleted', token);
          const { outgoing } = nodeIn(run, scopeOf(run, token), node.id);
          const flow = known(
            outgoing.find((each) => each.source.target === wait.element),
            `flow to ${wait.element}`,
          );
          token.delivered = variables;
          token.fired = true;
          follow(run, token, [flow]);
        },
      },
    };
  },
};
