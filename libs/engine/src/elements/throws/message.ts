import type { FlowNode, MessageDefinition } from '@zusteuerung/bpmn';
import type { CompileContext } from '../../compile/context.js';
import { anAddress, anAddressOrNothing, evaluateAs } from '../../run/evaluate.js';
import { emit, nextKey } from '../../run/run.js';
import { parseDuration } from '../../time/duration.js';
import { jobBehaviour } from '../job.js';
import type { Throw } from './throw.js';

/** How long a message waits for its receiver when the model does not say. */
const usualTimeToLive = 'PT1H';

/**
 * Sends a message: a job when the model names a job type (as in Zeebe), else to the process that waits for it. It carries
 * the results of the input mappings. A message without name is only drawn.
 */
export function messageThrow(node: FlowNode, message: MessageDefinition, context: CompileContext): Throw {
  if (node.extensions.taskDefinition) {
    const job = jobBehaviour(node, context);
    return {
      throw(run, token) {
        job.activate(run, token);
        return token.incident ? 'gone' : 'waiting';
      },
    };
  }
  if (message.name === null) return { throw: () => 'thrown' };
  return publishing(node, { ...message, name: message.name }, context);
}

function publishing(
  node: FlowNode,
  message: MessageDefinition & { name: string },
  context: CompileContext,
): Throw {
  const { publishMessage } = node.extensions;
  const name = context.source(node.id, message.name);
  const by = publishMessage?.correlationKey ?? message.correlationKey;
  const key = by === null ? null : context.source(node.id, by);
  const lifetime = context.source(node.id, publishMessage?.timeToLive ?? usualTimeToLive);
  return {
    throw(run, token) {
      const text = evaluateAs(run, token, name, anAddress);
      if (text === undefined) return 'gone';
      const correlationKey = key ? evaluateAs(run, token, key, anAddressOrNothing) : null;
      if (correlationKey === undefined) return 'gone';
      const timeToLive = evaluateAs(run, token, lifetime, aLifetime);
      if (timeToLive === undefined) return 'gone';
      const sent = { message: text, correlationKey, timeToLive, variables: token.variables ?? {} };
      emit(run, 'messageThrown', token, { message: text, correlationKey });
      run.effects.push({ type: 'publishMessage', key: nextKey(run), elementId: node.id, ...sent });
      return 'thrown';
    },
  };
}

const aLifetime = {
  de: 'eine Dauer nach ISO 8601',
  en: 'an ISO 8601 duration',
  read: (value: unknown) => (typeof value === 'string' && parseDuration(value) ? value : undefined),
  samples: [usualTimeToLive] as const,
};
