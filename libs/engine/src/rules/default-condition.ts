import { finding } from './rule.js';
import type { Rule } from './rule.js';

/** A condition on a default flow, or behind a gateway that does not choose, is never looked at. */
export const defaultCondition: Rule = ({ container }) =>
  container.flows.flatMap((flow) => {
    const source = container.nodes.find((node) => node.id === flow.source);
    const ignored = source?.type === 'parallelGateway' || source?.type === 'eventBasedGateway';
    if (flow.condition === null || (source?.defaultFlow !== flow.id && !ignored)) return [];
    return [
      finding(
        'IGNORED_CONDITION',
        'warning',
        flow.id,
        `Die Bedingung an „${flow.name ?? flow.id}“ wird nie ausgewertet.`,
        `The condition on "${flow.name ?? flow.id}" is never evaluated.`,
      ),
    ];
  });
