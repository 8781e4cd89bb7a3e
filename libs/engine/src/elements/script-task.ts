import { complete } from '../run/activity.js';
import { evaluate } from '../run/evaluate.js';
import type { Element } from './element.js';
import { jobBehaviour } from './job.js';

/** Evaluates zeebe:script (FEEL) into its result variable; with a job type instead, a worker does it. */
export const scriptTask: Element = {
  name: 'scriptTask',
  types: ['scriptTask'],
  compile(node, context) {
    const { script, taskDefinition } = node.extensions;
    if (taskDefinition) return { behaviour: jobBehaviour(node, context) };
    if (!script) return { behaviour: { activate: (run, token) => complete(run, token) } };
    const source = context.feel(node.id, script.expression);
    const { resultVariable } = script;
    return {
      behaviour: {
        activate(run, token) {
          const value = evaluate(run, token, source);
          if (value !== undefined) complete(run, token, resultVariable ? { [resultVariable]: value } : {});
        },
      },
    };
  },
};
