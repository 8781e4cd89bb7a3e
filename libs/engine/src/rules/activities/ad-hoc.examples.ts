import { around, chain, end, startOn, sub, task, throwing } from '../testing.js';
import type { Examples } from '../testing.js';

const inside = (content: string) => around(sub('x', content, 'adHocSubProcess'));

export const examples: Examples = {
  bad: [
    ['AD_HOC_EMPTY', 'x', inside('')],
    ['AD_HOC_EMPTY', 'x', inside(throwing('y', ''))],
    ['AD_HOC_EVENT', 't', inside(`${startOn('t', '')}${task('y')}`)],
    ['AD_HOC_EVENT', 'f', inside(`${task('y')}${end.replace('"e"', '"f"')}`)],
  ],
  good: [
    inside(`${task('y')}${task('z')}${chain('y', 'z')}`),
    around(sub('x', `${startOn('t', '')}${task('y')}`)),
  ],
};
