import type { FlowNode } from '@zusteuerung/bpmn';
import type { CompileContext } from '../compile/context.js';
import { complete } from '../run/activity.js';
import type { Run } from '../run/run.js';
import type { Token } from '../state.js';
import type { Variables } from '../types.js';
import type { Behaviour, Element } from './element.js';
import { throwsOf } from './throws/index.js';
import type { Throw } from './throws/throw.js';
import { hasOnly } from './triggers/index.js';

/** Throws all its event definitions one after the other, then goes on; without any it is only passed. */
export const throwEvent: Element = {
  name: 'intermediateThrowEvent',
  types: ['intermediateThrowEvent'],
  applies: (node) =>
    node.definitions.length === 0 || hasOnly(node, 'message', 'signal', 'escalation', 'compensate'),
  compile: (node, context) => ({ behaviour: throwing(node, context) }),
};

/** Throws all its event definitions one after the other and ends its token. */
export const endEvent: Element = {
  name: 'endEvent',
  types: ['endEvent'],
  applies: (node) => node.definitions.length === 0 || hasOnly(node, ...ending),
  compile: (node, context) => ({ behaviour: throwing(node, context) }),
};

const ending = ['message', 'signal', 'escalation', 'compensate', 'error', 'terminate', 'cancel'];

function throwing(node: FlowNode, context: CompileContext): Behaviour {
  const throws = throwsOf(node, context);
  const next = (token: Token) => (token.thrown ?? 0) + 1;
  return {
    activate: (run, token) => proceed(run, token, throws, token.thrown ?? 0),
    fire: (run, token, _wait, variables) => proceed(run, token, throws, next(token), variables),
    compensated(run, token) {
      const current = throws[token.thrown ?? 0];
      if (current?.compensated) current.compensated(run, token);
      else proceed(run, token, throws, next(token));
    },
  };
}

/** Throws from a definition on; `token.thrown` is the one that waits or could not be thrown. */
function proceed(run: Run, token: Token, throws: Throw[], from: number, delivered?: Variables): void {
  for (let index = from; index < throws.length; index += 1) {
    if (index > 0) token.thrown = index;
    const outcome = throws[index]?.throw(run, token);
    if (outcome === 'gone') return;
    if (outcome === 'waiting') {
      token.phase = 'active';
      return;
    }
  }
  delete token.thrown;
  complete(run, token, delivered);
}
