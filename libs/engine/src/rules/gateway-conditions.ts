import { called } from '../compile/words.js';
import { finding } from './rule.js';
import type { Rule } from './rule.js';

/** Where an exclusive gateway splits, every flow but the default flow says when it is taken. */
export const gatewayConditions: Rule = ({ container }) =>
  container.nodes
    .filter((node) => node.type === 'exclusiveGateway' && node.outgoing.length > 1)
    .flatMap((node) => {
      const flows = container.flows.filter((flow) => flow.source === node.id);
      const missing = flows.filter((flow) => flow.id !== node.defaultFlow && flow.condition === null);
      return missing.map((flow) =>
        finding(
          'MISSING_CONDITION',
          'error',
          flow.id,
          `Dem Fluss „${flow.name ?? flow.id}“ aus „${called(node)}“ fehlt die Bedingung (oder er müsste der Standardfluss sein).`,
          `The flow "${flow.name ?? flow.id}" leaving "${called(node)}" has no condition (nor is it the default flow).`,
        ),
      );
    });
