import { complexGateway } from './complex-gateway.js';
import { defaultFlow } from './default-flow.js';
import { eventGateway } from './event-gateway.js';
import { gatewayConditions } from './gateway-conditions.js';
import { gatewayDefault } from './gateway-default.js';
import { ignoredCondition } from './ignored-condition.js';
import { repeatedCondition } from './repeated-condition.js';
import { superfluousGateway } from './superfluous-gateway.js';

export const gatewayRules = [
  gatewayConditions,
  gatewayDefault,
  defaultFlow,
  ignoredCondition,
  repeatedCondition,
  eventGateway,
  complexGateway,
  superfluousGateway,
];
