import { alwaysInterrupting } from './always-interrupting.js';
import { boundaryEvent } from './boundary-event.js';
import { boundaryExit } from './boundary-exit.js';
import { cancelEvent } from './cancel-event.js';
import { compensationHandler } from './compensation-handler.js';
import { compensationThrow } from './compensation-throw.js';
import { duplicateHandlers } from './duplicate-handlers.js';
import { errorCode } from './error-code.js';
import { escalationCode } from './escalation-code.js';
import { eventCondition } from './event-condition.js';
import { eventTrigger } from './event-trigger.js';
import { instantiating } from './instantiating.js';
import { linkEvent } from './link-event.js';
import { message } from './message.js';
import { multipleEvent } from './multiple-event.js';
import { signal } from './signal.js';
import { timerCycle } from './timer-cycle.js';
import { timerNegative } from './timer-negative.js';
import { transaction } from './transaction.js';
import { uncaught } from './uncaught.js';

export const eventRules = [
  eventTrigger,
  boundaryEvent,
  boundaryExit,
  alwaysInterrupting,
  duplicateHandlers,
  multipleEvent,
  instantiating,
  message,
  signal,
  errorCode,
  escalationCode,
  eventCondition,
  uncaught,
  timerCycle,
  timerNegative,
  linkEvent,
  cancelEvent,
  transaction,
  compensationHandler,
  compensationThrow,
];
