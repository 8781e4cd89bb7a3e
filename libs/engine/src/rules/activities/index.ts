import { adHoc } from './ad-hoc.js';
import { callCycle } from './call-cycle.js';
import { calledDecision } from './called-decision.js';
import { calledProcess } from './called-process.js';
import { jobRetries } from './job-retries.js';
import { multiInstance } from './multi-instance.js';
import { oneWork } from './one-work.js';
import { standardLoop } from './standard-loop.js';
import { taskDefinition } from './task-definition.js';
import { taskSchedule } from './task-schedule.js';
import { tokenQuantity } from './token-quantity.js';
import { userTaskPeople } from './user-task.js';

export const activityRules = [
  taskDefinition,
  oneWork,
  jobRetries,
  userTaskPeople,
  taskSchedule,
  calledDecision,
  calledProcess,
  callCycle,
  multiInstance,
  standardLoop,
  tokenQuantity,
  adHoc,
];
