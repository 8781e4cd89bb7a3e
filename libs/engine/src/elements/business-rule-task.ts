import { evaluateDecision } from '@zusteuerung/decisions';
import type { FlowNode } from '@zusteuerung/bpmn';
import type { CompileContext } from '../compile/context.js';
import { complete } from '../run/activity.js';
import { aText, evaluateAs } from '../run/evaluate.js';
import { raiseIncident } from '../run/incidents.js';
import { emit } from '../run/run.js';
import { visible } from '../run/variables.js';
import type { Json } from '../types.js';
import type { Behaviour, Element } from './element.js';
import { jobBehaviour } from './job.js';

/** Evaluates a DMN decision inside the step and records which rows fired; with a job type, a worker does it. */
export const businessRuleTask: Element = {
  name: 'businessRuleTask',
  types: ['businessRuleTask'],
  compile(node, context) {
    const { calledDecision, taskDefinition } = node.extensions;
    if (calledDecision) return { behaviour: decisionBehaviour(node, calledDecision, context) };
    if (taskDefinition) return { behaviour: jobBehaviour(node, context) };
    return { behaviour: { activate: (run, token) => complete(run, token) } };
  },
};

function decisionBehaviour(
  node: FlowNode,
  called: { decisionId: string; resultVariable: string | null },
  context: CompileContext,
): Behaviour {
  const source = context.source(node.id, called.decisionId);
  return {
    activate(run, token) {
      const decisionId = evaluateAs(run, token, source, aText);
      if (decisionId === undefined) return;
      if (run.oracle) {
        complete(run, token);
        return;
      }
      const { decisions } = run.definition;
      const input = visible(run, token);
      const { result, explanation, problems } = evaluateDecision(decisions, decisionId, input, {
        now: run.now,
      });
      const problem = problems.find(({ code }) => !tolerated.has(code));
      if (problem) {
        const message = {
          de: `Entscheidung „${decisionId}“: ${problem.message.de}`,
          en: `Decision "${decisionId}": ${problem.message.en}`,
        };
        raiseIncident(
          run,
          token,
          { code: 'DECISION_FAILED', message },
          { decisionId, problem: problem.code },
        );
        return;
      }
      emit(run, 'decisionEvaluated', token, { decisionId, result, explanation } as unknown as Json);
      complete(run, token, called.resultVariable ? { [called.resultVariable]: result } : {});
    },
  };
}

/** Null as everywhere in FEEL: an absent entry of a present context, a variable that a process has not set yet. */
const tolerated = new Set(['FEEL_NO_ENTRY', 'DMN_NO_INPUT']);
