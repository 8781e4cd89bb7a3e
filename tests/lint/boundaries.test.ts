import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const boundaries = '@nx/enforce-module-boundaries';

/** Who imports what, and the rule that must forbid it. */
const forbidden: [from: string, what: string, rule: string][] = [
  ['libs/feel', 'xstate', boundaries],
  ['libs/feel', '@zusteuerung/decisions', boundaries],
  ['libs/feel', '../../engine/src/index.js', boundaries],
  ['libs/feel', 'fast-check', boundaries],
  ['libs/bpmn', '@zusteuerung/feel', boundaries],
  ['libs/bpmn', 'dmn-moddle', boundaries],
  ['libs/domain', '@zusteuerung/engine', boundaries],
  ['libs/domain', 'zod', boundaries],
  ['libs/decisions', 'feelin', boundaries],
  ['libs/feel', 'feelin', boundaries],
  ['libs/decisions', '@zusteuerung/engine', boundaries],
  ['libs/forms', '@zusteuerung/decisions', boundaries],
  ['libs/engine', '@zusteuerung/runtime', boundaries],
  ['libs/engine', '@zusteuerung/forms', boundaries],
  ['libs/engine', 'feelin', boundaries],
  ['libs/runtime', 'xstate', boundaries],
  ['libs/runtime', '@nestjs/common', boundaries],
  ['libs/runtime', '@zusteuerung/server', boundaries],
  ['apps/server', 'xstate', boundaries],
  ['apps/server', 'bullmq', boundaries],
  ['apps/server', '../../web/src/routes.js', boundaries],
  ['apps/web', 'typeorm', boundaries],
  ['apps/web', 'xstate', boundaries],
  ['apps/web', '@zusteuerung/runtime', boundaries],
  ['libs/engine', 'node:fs', 'no-restricted-imports'],
  ['libs/forms', 'node:crypto', 'no-restricted-imports'],
];

const allowed: [from: string, what: string][] = [
  ['libs/feel', 'lezer-feel'],
  ['libs/bpmn', 'bpmn-moddle'],
  ['libs/decisions', '@zusteuerung/feel'],
  ['libs/forms', '@zusteuerung/feel'],
  ['libs/engine', 'xstate'],
  ['libs/engine', '@zusteuerung/decisions'],
  ['libs/runtime', 'bullmq'],
  ['libs/runtime', '@zusteuerung/engine'],
  ['apps/server', '@zusteuerung/runtime'],
  ['apps/server', '@zusteuerung/domain'],
  ['apps/web', '@zusteuerung/forms'],
  ['apps/web', 'react'],
];

const impure = ['Date.now()', 'Math.random()', 'setTimeout(() => undefined, 1)', 'process.cwd()'];

function text(what: string): string {
  return `import * as other from '${what}';\nexport const used = other;\n`;
}

/** One ESLint process for all texts: starting it takes longer than linting. */
function lint(sources: { file: string; text: string }[]): (string | null)[][] {
  const script = join(process.cwd(), 'tests/lint/lint-text.mjs');
  const { stdout, stderr } = spawnSync(process.execPath, [script, JSON.stringify(sources)], {
    encoding: 'utf8',
  });
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout) as (string | null)[][];
}

test('every wrong import is refused, every right one accepted, pure libraries stay pure', () => {
  const pairs = [...forbidden, ...allowed];
  const results = lint([
    ...pairs.map(([from, what]) => ({ file: `${from}/src/wrong-import.ts`, text: text(what) })),
    ...impure.map((call) => ({ file: 'libs/engine/src/impure.ts', text: `export const now = ${call};\n` })),
  ]);
  const named = pairs.map(([from, what], i) => `${from} → ${what}: ${results[i]?.join() || 'allowed'}`);
  expect(named).toEqual([
    ...forbidden.map(([from, what, rule]) => `${from} → ${what}: ${rule}`),
    ...allowed.map(([from, what]) => `${from} → ${what}: allowed`),
  ]);
  for (const rules of results.slice(pairs.length)) expect(rules.join()).toMatch(/^no-restricted-/);
}, 120_000);
