import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkRules, groups } from './index.js';
import { deploymentOf, placesOf } from './place.js';
import type { Rule } from './rule.js';
import { around, modelOf, task } from './testing.js';
import type { Example, Examples } from './testing.js';

const folder = join(process.cwd(), 'libs/engine/src/rules');
const files = Object.keys(groups).flatMap((group) =>
  readdirSync(join(folder, group))
    .filter((name) => /^[\w-]+\.ts$/.test(name) && name !== 'index.ts')
    .map((name) => `${group}/${name.replace('.ts', '')}`),
);
const registered = Object.values(groups).flatMap(({ rules }) => rules);
const load = async (path: string): Promise<unknown[]> =>
  Object.values((await import(join(folder, `${path}.ts`))) as Record<string, unknown>);
const loaded = await Promise.all(
  files.map(async (file) => {
    const [rule] = (await load(file)) as Rule[];
    const [examples] = (await load(`${file}.examples`)) as Examples[];
    return { file, rule: rule!, examples: examples! };
  }),
);

async function findingsOf(rule: Rule, example: Example) {
  const deployment = deploymentOf({ models: [await modelOf(example)], decisions: [] });
  const places = deployment.processes.flatMap((process) => placesOf(deployment, process));
  return [...places.flatMap((place) => rule.scope(place)), ...rule.deployment(deployment)];
}

describe.each(loaded)('$file', ({ rule, examples }) => {
  test.each(examples.bad.map((bad) => [bad[0], bad[1], bad] as const))(
    '%s at %s',
    async (code, id, [, , bad]) => {
      const findings = await findingsOf(rule, bad);
      const found = findings.find((finding) => finding.code === code && finding.elementId === id);
      expect(found ?? findings).toMatchObject({ code, elementId: id, severity: rule.codes[code]!.severity });
      expect(JSON.stringify([found!.message, found!.fix])).not.toMatch(/\{\w+\}/);
    },
  );

  test.each(examples.good.map((good, index) => [index, good] as const))(
    'good example %i',
    async (_, good) => {
      expect(await findingsOf(rule, good)).toEqual([]);
    },
  );

  test('every code has an example, and there is a good one', () => {
    expect([...new Set(examples.bad.map(([code]) => code))].sort()).toEqual(Object.keys(rule.codes).sort());
    expect(examples.good.length).toBeGreaterThan(0);
  });
});

test('every file is a registered rule, and every registered rule a file', () => {
  expect(new Set(loaded.map(({ rule }) => rule))).toEqual(new Set(registered));
  expect(registered).toHaveLength(files.length);
});

test('no two rules use the same code', () => {
  const codes = registered.flatMap((rule) => Object.keys(rule.codes));
  expect(codes).toEqual([...new Set(codes)]);
});

test('a sound model has no findings', async () => {
  expect(checkRules({ models: [await modelOf(around(task('x')))], decisions: [] })).toEqual([]);
});
