import { checkDecisions, evaluateDecision, readDmn } from '@zusteuerung/decisions';
import { caseFiles } from './read-cases.mjs';

/** What cases are about: rows of UNIQUE and ANY that hit together, names that hide one another, results not allowed. */
const expected = new Set(['TABLE_OVERLAP', 'DUPLICATE_ID', 'TABLE_OUTPUT']);
const now = '2026-03-02T09:00:00+01:00';

async function read(source: string) {
  const { model, findings } = await readDmn(source);
  expect(findings).toEqual([]);
  return model!;
}

describe.each(caseFiles().map((file) => [file.name, file] as const))('%s', (_file, { cases, sources }) => {
  const models = Promise.all(sources.map(read));

  test('ten cases and more of a sound model', async () => {
    expect(cases.length).toBeGreaterThanOrEqual(10);
    const [model, ...others] = await models;
    const errors = checkDecisions(model!, others).filter(({ severity }) => severity === 'error');
    const codes = errors.map(({ code }) => code).filter((code) => !expected.has(code));
    expect(codes).toEqual([]);
  });

  test.each(cases.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    const { result, problems } = evaluateDecision(await models, one.decision, one.input, { now });
    const codes = problems.map(({ code }) => code);
    if (one.code !== undefined) expect(codes).toContain(one.code);
    else expect({ result, codes }).toEqual({ result: one.result, codes: one.problems ?? [] });
  });
});
