import { Ground1763780000000 } from './1763780000000-ground.js';

/** In order; forward only. A migration that was released is never changed. */
export const migrations = [Ground1763780000000];
