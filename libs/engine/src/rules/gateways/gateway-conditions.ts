import { called } from '../../compile/words.js';
import { rule } from '../rule.js';

/** Where a gateway chooses, every flow but the default flow says when it is taken. */
export const gatewayConditions = rule({
  codes: {
    MISSING_CONDITION: {
      severity: 'error',
      at: 'sequence flow leaving an exclusive gateway',
      de: 'Dem Fluss „{name}“ aus „{gateway}“ fehlt die Bedingung (oder er müsste der Standardfluss sein).',
      en: 'The flow "{name}" leaving "{gateway}" has no condition (nor is it the default flow).',
      fix: {
        de: 'Eine Bedingung angeben oder den Fluss zum Standardfluss machen.',
        en: 'Give a condition, or make it the default flow.',
      },
    },
    ALWAYS_TAKEN: {
      severity: 'warning',
      at: 'sequence flow leaving an inclusive gateway',
      de: 'Der Fluss „{name}“ aus „{gateway}“ hat keine Bedingung und wird immer genommen.',
      en: 'The flow "{name}" leaving "{gateway}" has no condition and is always taken.',
      fix: {
        de: 'Eine Bedingung angeben oder den Fluss zum Standardfluss machen.',
        en: 'Give a condition, or make it the default flow.',
      },
    },
  },
  scope({ container, outgoing }, report) {
    for (const node of container.nodes) {
      const code = codeOf(node.type);
      const flows = outgoing(node);
      if (!code || flows.length < 2) continue;
      for (const flow of flows)
        if (flow.id !== node.defaultFlow && flow.condition === null)
          report(code, flow, { gateway: called(node) });
    }
  },
});

function codeOf(type: string): 'MISSING_CONDITION' | 'ALWAYS_TAKEN' | null {
  if (type === 'exclusiveGateway') return 'MISSING_CONDITION';
  return type === 'inclusiveGateway' ? 'ALWAYS_TAKEN' : null;
}
