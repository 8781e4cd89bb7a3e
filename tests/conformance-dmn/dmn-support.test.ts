import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkDecisions, readDmn } from '@zusteuerung/decisions';
import { builtinNames } from '@zusteuerung/feel';
import { countDmn, dmnDocument, offered } from './dmn-support.mjs';
import { refusals } from './refusals.mjs';

const document = fileURLToPath(new URL('../../docs/dmn-support.md', import.meta.url));
const support = await countDmn({ readDmn, builtinNames });

test('docs/dmn-support.md is what `npm run docs` writes', () => {
  expect(existsSync(document) ? readFileSync(document, 'utf8') : '').toBe(dmnDocument(support));
});

test.each(Object.entries(offered).flatMap(([title, rows]) => rows.map((row) => [title, row] as const)))(
  '%s: %s has a case',
  (title, row) => {
    expect(support.parts.get(`${title}/${row}`) ?? 0).toBeGreaterThan(0);
  },
);

test('every function has a case', () => {
  expect(
    [...support.functions].filter(([, { feel, dmn }]) => feel + dmn === 0).map(([name]) => name),
  ).toEqual([]);
});

test.each(refusals.map((each) => [each.what, each] as const))(
  'refused: %s',
  async (_what, { example, code }) => {
    const { model, findings } = await readDmn(example);
    const all = [...findings, ...(model ? checkDecisions(model) : [])];
    expect(all.filter(({ severity }) => severity === 'error').map((found) => found.code)).toContain(code);
  },
);
