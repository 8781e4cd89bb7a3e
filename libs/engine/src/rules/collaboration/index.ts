import { lanes } from './lanes.js';
import { messageFlow } from './message-flow.js';

export const collaborationRules = [messageFlow, lanes];
