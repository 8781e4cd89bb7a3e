import type { FlowNode } from '@zusteuerung/bpmn';
import { definitionsOf } from '../nodes.js';
import { rule } from '../rule.js';

/** A condition without `=` is read as FEEL here, but as plain text by Zeebe. */
export const expressionMark = rule({
  codes: {
    EXPRESSION_WITHOUT_EQUALS: {
      severity: 'warning',
      at: 'sequence flow, conditional event, loop, ad-hoc sub-process, complex gateway',
      de: 'Die Bedingung „{condition}“ sollte mit „=“ beginnen.',
      en: 'The condition "{condition}" should begin with "=".',
      fix: {
        de: 'Ein „=“ davor schreiben; ohne das liest Zeebe einen Text.',
        en: 'Write "=" in front; without it Zeebe reads a text.',
      },
    },
  },
  scope({ container }, report) {
    const places = [
      ...container.flows.map((flow) => ({ element: flow, conditions: [flow.condition] })),
      ...container.nodes.map((node) => ({ element: node, conditions: conditionsOf(node) })),
    ];
    for (const { element, conditions } of places)
      for (const condition of conditions)
        if (condition != null && !condition.startsWith('='))
          report('EXPRESSION_WITHOUT_EQUALS', element, { condition });
  },
});

function conditionsOf(node: FlowNode): (string | null | undefined)[] {
  const { loop } = node;
  const repeats = loop?.kind === 'multiInstance' ? loop.completionCondition : loop?.condition;
  const events = definitionsOf(node, 'conditional').map(({ condition }) => condition);
  return [...events, repeats, node.adHoc?.completionCondition, node.activationCondition];
}
