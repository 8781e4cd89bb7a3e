import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readBpmn, type Container } from '@zusteuerung/bpmn';
import type { ScenarioResult } from '@zusteuerung/engine';

const root = process.cwd();
const kommunen = readdirSync(join(root, 'processes'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'gemeinsam')
  .map(({ name }) => name);

type Result = ScenarioResult & { file: string };
interface Finding {
  severity: string;
  code: string;
  file: string;
  elementId?: string;
  message: { de: string };
}

interface Table {
  file: string;
  failures: { de: string }[];
  rows: { hit: number; total: number; missing: { ruleId: string }[] };
}

let results: Result[];
let tables: Table[];

function zst<T>(command: string): T {
  const args = [join(root, 'apps/server/bin/zst.mjs'), command, 'processes', '--json'];
  const { stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout) as T;
}

const resultsOf = (kommune: string) => results.filter(({ file }) => file.split('/')[1] === kommune);

/** The sequence flows of a process with those of its sub-processes. */
function flowsOf({ flows, nodes }: Container): string[] {
  const inside = nodes.flatMap(({ content }) => (content ? flowsOf(content) : []));
  return [...flows.map(({ id }) => id), ...inside];
}

async function modelFlows(kommune: string): Promise<string[]> {
  const folder = join(root, 'processes', kommune);
  const files = readdirSync(folder).filter((name) => name.endsWith('.bpmn'));
  const models = await Promise.all(files.map((name) => readBpmn(readFileSync(join(folder, name), 'utf8'))));
  return models.flatMap(({ model }) => model?.processes.flatMap(flowsOf) ?? []);
}

beforeAll(() => {
  ({ results, tables } = zst<{ results: Result[]; tables: Table[] }>('test'));
});

describe.each(kommunen)('%s', (kommune) => {
  test('every scenario passes', () => {
    expect(resultsOf(kommune).length).toBeGreaterThan(0);
    expect(
      resultsOf(kommune).flatMap(({ file, failures }) => failures.map(({ de }) => `${file}: ${de}`)),
    ).toEqual([]);
  });

  test('every sequence flow is taken by a scenario', async () => {
    const taken = new Set(
      resultsOf(kommune).flatMap(({ trace }) =>
        trace.filter(({ type }) => type === 'flow').map(({ elementId }) => elementId),
      ),
    );
    const flows = await modelFlows(kommune);
    expect(flows.length).toBeGreaterThan(0);
    expect(flows.filter((flow) => !taken.has(flow))).toEqual([]);
  });
});

test('every table has cases beside it, all pass, and each row is hit by one', () => {
  const files = kommunen.flatMap((kommune) =>
    readdirSync(join(root, 'processes', kommune))
      .filter((name) => name.endsWith('.dmn'))
      .map((name) => `processes/${kommune}/${name.replace('.dmn', '.faelle.json')}`),
  );
  expect(tables.map(({ file }) => file).sort()).toEqual(files.sort());
  expect(tables.flatMap(({ failures }) => failures.map(({ de }) => de))).toEqual([]);
  expect(tables.flatMap(({ rows }) => rows.missing.map(({ ruleId }) => ruleId))).toEqual([]);
});

test('models, tables, forms and kommune.json of every municipality have no errors', () => {
  const { findings } = zst<{ findings: Finding[] }>('check');
  const errors = findings.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ file, code, message }) => `${file}: ${message.de} [${code}]`)).toEqual([]);
  expect(findings.filter(({ file }) => file.endsWith('.dmn'))).toEqual([]);
});

test('every agreed routing case is a scenario that expects the same destination', () => {
  const faelle = JSON.parse(readFileSync(join(root, 'tests/api/routingfaelle.json'), 'utf8')) as {
    fall: string;
    kommune: string;
    erwartet: { ziel: string };
  }[];
  const without = faelle.filter(({ fall, kommune, erwartet }) => {
    const found = resultsOf(kommune).find(({ file }) => file.includes(`/${fall}-`));
    const text = found ? readFileSync(join(root, found.file), 'utf8') : '';
    return !new RegExp(`"ziel": "${erwartet.ziel}"`).test(text);
  });
  expect(without.map(({ fall }) => fall)).toEqual([]);
});

test('scenarios start with the constants of their municipality', () => {
  const stale = results.filter(({ file }) => {
    const { start } = JSON.parse(readFileSync(join(root, file), 'utf8')) as {
      start: { variables: { fristen: unknown } };
    };
    const { fristen } = JSON.parse(
      readFileSync(join(root, dirname(dirname(file)), 'kommune.json'), 'utf8'),
    ) as { fristen: unknown };
    return JSON.stringify(start.variables.fristen) !== JSON.stringify(fristen);
  });
  expect(stale.map(({ file }) => file)).toEqual([]);
});
