import type { FlowNode } from '@zusteuerung/bpmn';
import type { CompileContext } from '../compile/context.js';
import { complete } from '../run/activity.js';
import { aText, evaluateAs } from '../run/evaluate.js';
import type { Kind } from '../run/evaluate.js';
import { visible } from '../run/variables.js';
import { openWait } from '../run/waits.js';
import type { Behaviour } from './element.js';

/** Work done outside by a worker: opens a job and completes with its result. */
export function jobBehaviour(node: FlowNode, context: CompileContext): Behaviour {
  const { taskDefinition, headers } = node.extensions;
  const type = context.source(node.id, taskDefinition?.type ?? node.id);
  const tries = context.source(node.id, taskDefinition?.retries ?? usualRetries);
  return {
    activate(run, token) {
      const jobType = evaluateAs(run, token, type, aText);
      if (jobType === undefined) return;
      const retries = evaluateAs(run, token, tries, aNumberOfRetries);
      if (retries === undefined) return;
      token.phase = 'active';
      openWait(
        run,
        { token },
        { kind: 'job', element: node.id },
        {
          type: 'openJob',
          jobType,
          retries,
          headers,
          variables: visible(run, token),
        },
      );
    },
    fire: (run, token, _wait, variables) => complete(run, token, variables),
  };
}

const usualRetries = '3';
/** beyond what anybody means; hosts count in 32 bits */
const mostRetries = 1_000_000;

const aNumberOfRetries: Kind<number> = {
  de: 'eine Anzahl von Versuchen',
  en: 'a number of tries',
  read(value) {
    const count = typeof value === 'string' ? Number(value) : value;
    return typeof count === 'number' && Number.isInteger(count) && count >= 0
      ? Math.min(Math.max(count, 1), mostRetries)
      : undefined;
  },
  samples: [3],
};
