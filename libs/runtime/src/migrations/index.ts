import { Ground1763780000000 } from './1763780000000-ground.js';
import { VorgangFirst1790200000000 } from './1790200000000-vorgang-first.js';

/** In order; forward only. A migration that was released is never changed. */
export const migrations = [Ground1763780000000, VorgangFirst1790200000000];
