// docs/dmn-support.md: which parts of DMN and which functions of FEEL the golden cases reach.
import { readFileSync, readdirSync } from 'node:fs';
import { caseFiles } from './read-cases.mjs';
import { partsOfCase } from './parts-of-case.mjs';
import { refusals } from './refusals.mjs';

const golden = new URL('../../libs/feel/golden/', import.meta.url);

/** What the standard offers, by table of the document. */
export const offered = {
  Elements: [
    'decision',
    'input data',
    'business knowledge model',
    'decision service',
    'item definition',
    'import',
    'information requirement',
    'knowledge requirement',
  ],
  'Boxed expressions': [
    'decision table',
    'literal expression',
    'context',
    'context with result',
    'invocation',
    'list',
    'relation',
    'function definition',
    'filter',
    'conditional',
    'for',
    'some',
    'every',
  ],
  'Hit policies': [
    ...['UNIQUE', 'FIRST', 'ANY', 'PRIORITY', 'RULE ORDER', 'OUTPUT ORDER', 'COLLECT'],
    ...['COLLECT SUM', 'COLLECT MIN', 'COLLECT MAX', 'COLLECT COUNT'],
  ],
  'Decision tables': [
    ...['drawn with rules as rows', 'drawn with rules as columns', 'drawn as cross table'],
    ...['several outputs', 'allowed inputs', 'allowed outputs', 'default output', 'annotations'],
  ],
  'Item definitions': [
    ...['simple type', 'allowed values', 'type constraint', 'structure', 'collection', 'function'],
    'type of an imported model',
  ],
};

/** Counts in how many golden cases each part was at work: it belongs to the decision that is asked or to one it needs. */
export async function countDmn({ readDmn, builtinNames }) {
  const parts = new Map();
  const functions = new Map(builtinNames().map((name) => [name, { feel: 0, dmn: 0 }]));
  let cases = 0;
  for (const { cases: each, sources } of caseFiles()) {
    const models = await Promise.all(sources.map(async (xml) => ({ ...(await readDmn(xml)).model, xml })));
    for (const { decision } of each) {
      cases += 1;
      const { found, texts } = partsOfCase(models, decision);
      for (const part of found) parts.set(part, (parts.get(part) ?? 0) + 1);
      for (const name of calledIn(texts, functions)) functions.get(name).dmn += 1;
    }
  }
  const families = feelFamilies();
  for (const { expression, test } of families.flatMap(({ all }) => all))
    for (const name of calledIn([expression ?? test], functions)) functions.get(name).feel += 1;
  return {
    cases,
    parts,
    functions,
    families: families.map(({ name, all }) => ({ name, count: all.length })),
  };
}

function feelFamilies() {
  const files = readdirSync(golden).sort();
  return files.map((file) => ({
    name: file.replace('.json', '').replaceAll('-', ' '),
    all: JSON.parse(readFileSync(new URL(file, golden), 'utf8')),
  }));
}

/** The functions of the standard that are called in the texts; of `date and time(…)` the longest name counts. */
function calledIn(texts, functions) {
  const names = [...functions.keys()].sort((a, b) => b.length - a.length);
  const call = new RegExp(`(?<![\\p{L}\\p{N}_.])(${names.join('|')})\\s*\\(`, 'gu');
  const bare = texts.map((text) => text.replace(/"(?:[^"\\]|\\.)*"/g, '""'));
  return new Set(bare.flatMap((text) => [...text.matchAll(call)].map(([, name]) => name)));
}

/** The document. */
export function dmnDocument({ cases, parts, functions, families }) {
  const feel = families.reduce((sum, { count }) => sum + count, 0);
  const tables = Object.entries(offered).map(([title, rows]) =>
    [
      `## ${title}`,
      table(
        ['', 'cases'],
        rows.map((row) => [row, String(parts.get(`${title}/${row}`) ?? 0)]),
      ),
    ].join('\n\n'),
  );
  return `# DMN support

Written by \`npm run docs\` from the golden cases: a number says in how many cases the part was at work, that is, belonged
to the decision that was asked or to one that it needs. ${cases} cases in \`tests/conformance-dmn\` ask models, ${feel} in
\`libs/feel/golden\` ask expressions of FEEL. Models of DMN 1.1 to 1.5 are read. What the last table names is refused when a
model is checked or deployed, with the element and the reason; groups, text annotations, knowledge sources and authority
requirements are kept and have no effect.

${tables.join('\n\n')}

## FEEL by family

${table(
  ['', 'cases'],
  families.map(({ name, count }) => [name, String(count)]),
)}

## FEEL functions

Those of the standard, and what Camunda 8 adds to them (\`is defined\`, \`get or else\` …) for models drawn for it.

${table(
  ['', 'cases of expressions', 'cases of models'],
  [...functions]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { feel, dmn }]) => [name, String(feel), String(dmn)]),
)}

## What is refused

${table(
  ['', 'why', 'code'],
  refusals.map(({ what, why, code }) => [what, why, `\`${code}\``]),
  2,
)}
`;
}

/** A Markdown table as prettier writes it; from column `texts` on numbers stand to the right. */
function table(head, rows, texts = 0) {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => row[column].length)));
  const left = (column) => column <= texts;
  const cell = (text, column) => (left(column) ? text.padEnd(widths[column]) : text.padStart(widths[column]));
  const line = (row) => `| ${row.map(cell).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    left(column) ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(head), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}
