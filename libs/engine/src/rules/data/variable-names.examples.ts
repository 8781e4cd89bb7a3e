import { around, el, extended, mapping, multiple, task } from '../testing.js';
import type { Examples } from '../testing.js';

const output = (target: string) =>
  around(task('x', mapping(`<zeebe:output source="=a" target="${target}" />`)));
const script = (result: string) =>
  around(el('scriptTask', 'x', '', extended(`<zeebe:script expression="=1" resultVariable="${result}" />`)));

export const examples: Examples = {
  bad: [
    ['VARIABLE_NAME', 'x', output('=a')],
    ['VARIABLE_NAME', 'x', output('a b')],
    ['VARIABLE_NAME', 'x', output('a..b')],
    ['VARIABLE_NAME', 'x', script('1a')],
    ['VARIABLE_NAME', 'x', script('null')],
    ['VARIABLE_NAME', 'x', around(multiple('inputCollection="=l" inputElement="=i"'))],
  ],
  good: [
    output('straße'),
    output('a.b_c1'),
    script('r'),
    around(multiple('inputCollection="=l" inputElement="Mein Teil"')),
  ],
};
