import type { FlowNode } from '@zusteuerung/bpmn';
import { called, describe } from '../compile/words.js';
import { finding } from './rule.js';
import type { Rule } from './rule.js';

/** Work outside needs a job type; scripts and rules need one, or an expression or decision. */
export const taskDefinition: Rule = ({ container }) =>
  container.nodes
    .filter((node) => needsJobType(node) && node.extensions.taskDefinition === null)
    .map((node) => {
      const what = describe(node);
      return finding(
        'MISSING_TASK_DEFINITION',
        'error',
        node.id,
        `„${called(node)}“ (${what.de}) sagt nicht, was zu tun ist: ${missing(node).de} fehlt.`,
        `"${called(node)}" (${what.en}) does not say what to do: ${missing(node).en} is missing.`,
      );
    });

function needsJobType(node: FlowNode): boolean {
  const { script, calledDecision } = node.extensions;
  if (node.type === 'serviceTask' || node.type === 'sendTask') return true;
  if (node.type === 'scriptTask') return script === null;
  if (node.type === 'businessRuleTask') return calledDecision === null;
  const throwing = node.type === 'intermediateThrowEvent' || node.type === 'endEvent';
  return throwing && node.definitions[0]?.kind === 'message';
}

function missing(node: FlowNode): { de: string; en: string } {
  if (node.type === 'scriptTask') return { de: 'ein Skript', en: 'a script' };
  if (node.type === 'businessRuleTask') return { de: 'eine Entscheidung', en: 'a decision' };
  return { de: 'der Auftragstyp', en: 'the job type' };
}
