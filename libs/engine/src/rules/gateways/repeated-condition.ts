import { called } from '../../compile/words.js';
import { rule } from '../rule.js';

/** At an exclusive gateway the first condition that holds counts; the same one again, or any after `true`, never does. */
export const repeatedCondition = rule({
  codes: {
    NEVER_CHOSEN: {
      severity: 'warning',
      at: 'sequence flow leaving an exclusive gateway',
      de: 'Der Fluss „{name}“ aus „{gateway}“ wird nie gewählt: Davor trifft „{condition}“ schon zu.',
      en: 'The flow "{name}" leaving "{gateway}" is never chosen: "{condition}" holds before it.',
      fix: {
        de: 'Die Bedingungen unterscheiden oder die Flüsse zusammenlegen.',
        en: 'Tell the conditions apart, or make one flow of them.',
      },
    },
  },
  scope({ container, outgoing }, report) {
    for (const node of container.nodes) {
      if (node.type !== 'exclusiveGateway') continue;
      const flows = outgoing(node).filter((flow) => flow.condition !== null && flow.id !== node.defaultFlow);
      const ordered = node.outgoing.flatMap((id) => flows.find((flow) => flow.id === id) ?? []);
      ordered.forEach((flow, index) => {
        const own = feel(flow.condition);
        const before = ordered.slice(0, index).find((other) => ['true', own].includes(feel(other.condition)));
        if (before)
          report('NEVER_CHOSEN', flow, { gateway: called(node), condition: before.condition ?? '' });
      });
    }
  },
});

function feel(condition: string | null): string {
  return (condition ?? '').replace(/^=/, '').replace(/\s+/g, ' ').trim();
}
