import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readBpmn } from '@zusteuerung/bpmn';
import { readDmn } from '@zusteuerung/decisions';
import { runScenario } from '@zusteuerung/engine';
import { allowed, countSupport, positions, supportDocument } from './bpmn-support.mjs';

const folder = fileURLToPath(new URL('.', import.meta.url));
const document = fileURLToPath(new URL('../../docs/bpmn-support.md', import.meta.url));
const support = await countSupport(folder, { readBpmn, readDmn, runScenario });

test('docs/bpmn-support.md is what `npm run docs` writes', () => {
  expect(existsSync(document) ? readFileSync(document, 'utf8') : '').toBe(supportDocument(support));
});

test.each(
  Object.entries(allowed).flatMap(([kind, at]) => at.map((index) => [kind, positions[index]] as const)),
)('%s event at %s has a case', (kind, position) => {
  expect(support.counts.get(`${kind}/${position}`) ?? 0).toBeGreaterThan(0);
});
