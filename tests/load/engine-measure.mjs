// CPU time, not wall time: what other processes of the machine do in between is not counted.

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** CPU microseconds of one run, over so many runs. */
async function cpuOf(run, times) {
  const before = process.cpuUsage();
  for (let n = 0; n < times; n++) await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}

/** The same for what needs no promise: an `await` would be part of what is measured. */
function cpuOfSync(run, times) {
  const before = process.cpuUsage();
  for (let n = 0; n < times; n++) run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}

const measure = ({ run, async }, times) => (async ? cpuOf(run, times) : cpuOfSync(run, times));

/** How often to run within a slice, found while the code gets warm. */
async function warmUp(candidate, sliceMs) {
  let times = 1;
  for (let spent = 0; spent < 8 * sliceMs;) {
    const each = (await measure(candidate, times)) / 1000;
    spent += each * times;
    times = Math.max(1, Math.min(Math.round(sliceMs / each), times * 10));
  }
  return times;
}

/**
 * CPU microseconds of one run of each candidate: the median of rounds that take turns, after a warm-up. Garbage that
 * one candidate leaves is collected before the next, where Node.js was started with --expose-gc.
 */
export async function compare(candidates, { rounds, sliceMs }) {
  const names = Object.keys(candidates).filter((name) => candidates[name]);
  const times = {};
  for (const name of names) times[name] = await warmUp(candidates[name], sliceMs);
  const seen = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const name of names) seen[name].push(await measure(candidates[name], times[name]));
  return Object.fromEntries(names.map((name) => [name, median(seen[name])]));
}

/** Wall milliseconds, median of some runs after one that does not count. */
export async function wall(run, rounds = 7) {
  const seen = [];
  for (let round = 0; round <= rounds; round++) {
    const from = performance.now();
    await run();
    seen.push(performance.now() - from);
  }
  return median(seen.slice(1));
}

/** A Markdown table whose columns are aligned; all but the first are numbers, to the right. */
export function table(head, rows) {
  const width = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  const line = (row) =>
    `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(width[0]) : cell.padStart(width[column]))).join(' | ')} |`;
  const rule = width.map((size, column) => (column === 0 ? '-'.repeat(size) : `${'-'.repeat(size - 1)}:`));
  return [line(head), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}
