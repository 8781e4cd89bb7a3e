import { around, catching, timer } from '../testing.js';
import type { Examples } from '../testing.js';

const waiting = (value: string) => around(catching('x', timer('timeDuration', value)));

export const examples: Examples = {
  bad: [
    ['TIMER_NEGATIVE', 'x', waiting('-PT1H')],
    ['TIMER_NEGATIVE', 'x', waiting('-P1M')],
  ],
  good: [waiting('PT1H'), waiting('PT0S'), waiting('=frist')],
};
