import { catching, chain, def, end, start, sub, task, throwing } from '../testing.js';
import type { Examples } from '../testing.js';

const link = def('link', 'name="l"');
const source = `${start}${throwing('x', link)}${chain('s', 'x')}`;
const target = `${catching('y', link)}${end}${chain('y', 'e')}`;

export const examples: Examples = {
  bad: [
    ['LINK_WITHOUT_NAME', 'x', `${start}${throwing('x', def('link'))}${chain('s', 'x')}`],
    ['LINK_WITHOUT_SOURCE', 'y', `${start}${target}`],
    ['LINK_AMBIGUOUS', 'z', `${source}${target}${catching('z', link)}`],
    ['LINK_ACROSS_SCOPES', 'x', `${source}${sub('z', target)}`],
    ['LINK_FLOW', 'x', `${source}${target}${task('z')}${chain('x', 'z')}`],
    ['LINK_FLOW', 'y', `${source}${target}${task('z')}${chain('z', 'y')}`],
  ],
  good: [
    `${source}${target}`,
    `${source}${target}${throwing('z', link)}`,
    `${start.replace('"s"', '"t"')}${sub('z', `${source}${target}`)}${chain('t', 'z')}`,
  ],
};
