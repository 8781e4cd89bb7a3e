import type { Finding } from '@zusteuerung/feel';
import type { ModelSet } from '../compile/compile.js';
import { activityRules } from './activities/index.js';
import { collaborationRules } from './collaboration/index.js';
import { dataRules } from './data/index.js';
import { eventRules } from './events/index.js';
import { gatewayRules } from './gateways/index.js';
import { deploymentOf, placesOf } from './place.js';
import { processRules } from './process/index.js';
import type { Rule } from './rule.js';

/** All rules, by the folder that holds them. */
export const groups: Record<string, { title: string; rules: readonly Rule[] }> = {
  process: { title: 'Processes and sub-processes', rules: processRules },
  events: { title: 'Events', rules: eventRules },
  gateways: { title: 'Gateways and sequence flows', rules: gatewayRules },
  activities: { title: 'Activities', rules: activityRules },
  data: { title: 'Expressions, variables and data', rules: dataRules },
  collaboration: { title: 'Pools and lanes', rules: collaborationRules },
};

/** Findings of all rules at all processes and sub-processes. */
export function checkRules(models: ModelSet): Finding[] {
  const rules = Object.values(groups).flatMap((group) => group.rules);
  const deployment = deploymentOf(models);
  const places = deployment.processes.flatMap((process) => placesOf(deployment, process));
  return [
    ...rules.flatMap((rule) => rule.deployment(deployment)),
    ...places.flatMap((place) => rules.flatMap((rule) => rule.scope(place))),
  ];
}
