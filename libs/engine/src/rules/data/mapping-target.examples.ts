import { around, mapping, task } from '../testing.js';
import type { Examples } from '../testing.js';

const mapped = (inner: string) => around(task('x', mapping(inner)));
const input = (source: string, target: string) => `<zeebe:input source="=${source}" target="${target}" />`;

export const examples: Examples = {
  bad: [
    ['MISSING_MAPPING_TARGET', 'x', mapped('<zeebe:input source="=a" />')],
    ['DUPLICATE_MAPPING', 'x', mapped(input('a', 'z') + input('b', 'z'))],
  ],
  good: [
    mapped(input('a', 'y') + input('b', 'z')),
    mapped(input('a', 'z.a') + input('b', 'z.b')),
    mapped(input('a', 'z') + input('z + 1', 'z')),
    mapped(`${input('a', 'z')}<zeebe:output source="=b" target="z" />`),
  ],
};
