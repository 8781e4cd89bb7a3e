import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checkDecisions, evaluateDecision, readDmn } from '@zusteuerung/decisions';
import type { Json, Variables } from '@zusteuerung/decisions';

/** `result` and all problem codes, or just a code that must be among them. */
interface Case {
  name: string;
  decision: string;
  input: Variables;
  result?: Json;
  problems?: string[];
  code?: string;
}

const folder = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.faelle.json'))
  .sort();
/** What UNIQUE and ANY say about rows that hit together is what their cases are about. */
const overlap = 'TABLE_OVERLAP';
const now = '2026-03-02T09:00:00+01:00';

async function read(path: string) {
  const { model, findings } = await readDmn(readFileSync(`${folder}${path}`, 'utf8'));
  expect(findings).toEqual([]);
  return model!;
}

describe.each(files)('%s', (file) => {
  const cases = JSON.parse(readFileSync(`${folder}${file}`, 'utf8')) as Case[];
  const model = read(file.replace('.faelle.json', '.dmn'));

  test('ten cases and more of a sound model', async () => {
    expect(cases.length).toBeGreaterThanOrEqual(10);
    const errors = checkDecisions(await model).filter(({ severity }) => severity === 'error');
    const codes = errors.map(({ code }) => code).filter((code) => code !== overlap);
    expect(codes).toEqual([]);
  });

  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    const { result, problems } = evaluateDecision([await model], one.decision, one.input, { now });
    const codes = problems.map(({ code }) => code);
    if (one.code !== undefined) expect(codes).toContain(one.code);
    else expect({ result, codes }).toEqual({ result: one.result, codes: one.problems ?? [] });
  });
});
