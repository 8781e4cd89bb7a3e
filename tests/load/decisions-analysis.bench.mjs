// The analysis of large decision tables; the goal is 10,000 rows with 10 inputs in under 10 s (of CPU time, so that it
// says the same on a busy machine).
import { readDmn, analyseTable, inspectTable } from '@zusteuerung/decisions';
import { compileUnaryTests } from '@zusteuerung/feel';

const goal = 10_000;

/** A source of numbers that is the same in each run. */
function numbers(seed) {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % limit;
  };
}

/** Four inputs of ten values each make all combinations; the six others are looked at by some rows. */
function grid(rows) {
  const random = numbers(1);
  return Array.from({ length: rows }, (_, row) => {
    const digits = [...String(row).padStart(4, '0')].map(Number);
    const first = digits.map((digit) => (digit === 9 ? '>= 9' : `[${digit}..${digit + 1})`));
    const rest = Array.from({ length: 6 }, () => (random(50) === 0 ? `>= ${random(3)}` : '-'));
    return [...first, ...rest];
  });
}

/** Each row asks for something else of two to six inputs. */
function scattered(rows) {
  const random = numbers(2);
  return Array.from({ length: rows }, () => {
    const cells = Array.from({ length: 10 }, () => '-');
    for (let i = 2 + random(5); i > 0; i--) {
      const low = random(1000);
      cells[random(10)] = `[${low}..${low + 1 + random(100)}]`;
    }
    return cells;
  });
}

/** Limits that no two rows share. */
function thresholds(rows) {
  return Array.from({ length: rows }, (_, row) => [
    row === 0 ? '< 1' : row === rows - 1 ? `>= ${row}` : `[${row}..${row + 1})`,
    ...Array.from({ length: 9 }, (_, i) => (row % 9 === i ? 'not("x")' : '-')),
  ]);
}

/** Ten yes-or-no questions, each row answers some of them. */
function answers(rows) {
  const random = numbers(3);
  return Array.from({ length: rows }, () =>
    Array.from({ length: 10 }, () => ['true', 'false', '-'][random(3)]),
  );
}

const cases = [
  ['all combinations', 'UNIQUE', grid],
  ['all combinations', 'FIRST', grid],
  ['scattered intervals', 'UNIQUE', scattered],
  ['scattered intervals', 'FIRST', scattered],
  ['scattered intervals', 'COLLECT', scattered],
  ['a limit of its own for each row', 'UNIQUE', thresholds],
  ['yes-or-no questions', 'FIRST', answers],
  ['yes-or-no questions', 'UNIQUE', answers],
];

async function tableOf(rows, hitPolicy) {
  const inputs = rows[0].map(
    (_, i) => `<input id="i${i}"><inputExpression id="e${i}"><text>x${i}</text></inputExpression></input>`,
  );
  const { model } = await readDmn(`<?xml version="1.0" encoding="UTF-8"?>
    <definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="t">
      <decision id="t" name="t"><decisionTable id="table" hitPolicy="${hitPolicy}">${inputs.join('')}<output id="o"/></decisionTable></decision>
    </definitions>`);
  const { logic } = model.decisions[0];
  const tests = new Map();
  const test = (source) => {
    if (!tests.has(source)) tests.set(source, compileUnaryTests(source).test);
    return tests.get(source);
  };
  logic.rules = rows.map((cells, row) => ({
    id: `r${row}`,
    number: row + 1,
    inputs: cells.map((source, i) => ({ id: `r${row}_${i}`, source, test: test(source) })),
    outputs: [{ id: `r${row}_o`, source: String(row % 7), expression: null }],
    annotations: [],
  }));
  return logic;
}

export async function bench({ rows = 10_000 } = {}) {
  console.log(
    `| table of ${rows} × 10 | hit policy | CPU ms | found | not finished |\n| --- | --- | --- | --- | --- |`,
  );
  let slowest = 0;
  for (const [name, policy, make] of cases) {
    const table = await tableOf(make(rows), policy);
    const start = process.cpuUsage();
    analyseTable(table);
    const { user, system } = process.cpuUsage(start);
    const time = (user + system) / 1000;
    slowest = Math.max(slowest, time);
    const { gaps, overlaps, dead, subsumed, unfinished } = inspectTable(table);
    const found = `${gaps.length} gaps, ${overlaps.length} overlaps, ${dead.length} dead, ${subsumed.length} subsumed`;
    console.log(`| ${name} | ${policy} | ${Math.round(time)} | ${found} | ${unfinished.join(', ') || '–'} |`);
  }
  console.log(
    `\n${slowest <= goal ? 'Reached' : 'Missed'}: slowest ${Math.round(slowest)} CPU ms, goal ${goal} ms.`,
  );
}
