import { duplicateFlow } from './duplicate-flow.js';
import { emptyProcess } from './empty-process.js';
import { eventSubProcess } from './event-sub-process.js';
import { executable } from './executable.js';
import { flowDirection } from './flow-direction.js';
import { names } from './names.js';
import { startEventTrigger } from './start-event-trigger.js';
import { startEvent } from './start-event.js';
import { unreachable } from './unreachable.js';

export const processRules = [
  executable,
  emptyProcess,
  startEvent,
  startEventTrigger,
  eventSubProcess,
  unreachable,
  flowDirection,
  duplicateFlow,
  names,
];
