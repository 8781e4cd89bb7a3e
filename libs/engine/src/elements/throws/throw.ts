import type { Run } from '../../run/run.js';
import type { Token } from '../../state.js';

/**
 * What throwing one event definition did: `thrown`, the token goes on; `waiting`, it goes on when a job or compensation is
 * done; `gone`, it has ended or has an incident.
 */
export type Outcome = 'thrown' | 'waiting' | 'gone';

/** One event definition of a throwing event. */
export interface Throw {
  throw(run: Run, token: Token): Outcome;
  /** the compensation it waited for is done: goes on with something else than the event's other definitions */
  compensated?(run: Run, token: Token): void;
}
