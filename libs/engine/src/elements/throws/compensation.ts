import type { CompensateDefinition } from '@zusteuerung/bpmn';
import { compensate } from '../../run/compensation.js';
import { emit } from '../../run/run.js';
import type { Throw } from './throw.js';

/** Compensates what has completed beside it, or the one activity it names, last completed first. */
export function compensationThrow({ activity, waitForCompletion }: CompensateDefinition): Throw {
  return {
    throw(run, token) {
      emit(run, 'compensationThrown', token, { activity });
      return compensate(run, token, activity, waitForCompletion) ? 'waiting' : 'thrown';
    },
  };
}
