import { readFileSync } from 'node:fs';
import { openProtokoll } from '@zusteuerung/server';
import { Welt } from '../api/welt.js';
import { progress } from '../support/random.js';
import { prepareWrites, type Write } from './http-writes.js';
import { Snapshot } from './snapshot.js';
import { blank, installRequestFaults, losingRequest } from './statement-faults.js';
import { differences } from './statements.js';

export interface HttpFaultReport {
  endpoints: number;
  /** requests, each of which lost its connection after another statement */
  faults: number;
  broken: string[];
}

/** Writes that are not for asking twice: signing in and one's own security (each answer counts once), and reading by PIN. */
const withoutKey = /^\w+ \/api\/(anmeldung|sicherheit|oeffentlich\/status$)/;

/** Endpoints of the API that change data and may be asked again, as `post /api/…`. */
export function repeatableWrites(): string[] {
  const { paths } = JSON.parse(readFileSync('apps/server/openapi.json', 'utf8')) as {
    paths: Record<string, object>;
  };
  return Object.entries(paths)
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`))
    .filter((name) => !name.startsWith('get ') && !withoutKey.test(name));
}

/**
 * Sends each write again and again to the same state of the database, loses the connection after its first, second …
 * statement, repeats it under its key, and compares answer and database with what there is without fault. Looks at every
 * `stride`-th statement only, beginning with the `first`-th.
 */
export async function loseDuringRequests(
  endpoints: string[],
  stride: number,
  first: number,
): Promise<HttpFaultReport> {
  const env = { WEBHOOK_INTERN: '127.0.0.1', LIMIT_ALLGEMEIN: '100000000', LIMIT_MELDUNG: '100000000' };
  const welt = await Welt.open(env, openProtokoll('fatal'), false);
  const snapshot = new Snapshot(welt.lauf.betrieb.database.url);
  const restore = installRequestFaults();
  const report: HttpFaultReport = { endpoints: 0, faults: 0, broken: [] };
  try {
    const writes = await prepareWrites(welt);
    await snapshot.keep();
    for (const name of endpoints) {
      const write = writes[name];
      report.endpoints++;
      if (!write) report.broken.push(`${name}: nobody has written a request for it`);
      else await loseDuring(name, write, snapshot, report, stride, first + report.endpoints);
      progress(`${name}: ${report.faults} losses, ${report.broken.length} broken`);
    }
    return report;
  } finally {
    restore();
    await welt.stop();
    await snapshot.drop();
  }
}

async function loseDuring(
  name: string,
  write: Write,
  snapshot: Snapshot,
  report: HttpFaultReport,
  stride: number,
  first: number,
): Promise<void> {
  const method = name.split(' ')[0]?.toUpperCase() ?? '';
  const expected = await play(method, write, snapshot, Infinity);
  if (!/^2/.test(expected.answer))
    report.broken.push(`${name}: answers ${expected.answer} without any fault`);
  for (let statement = 1 + (first % stride); ; statement += stride) {
    const found = await play(method, write, snapshot, statement);
    if (!found.lost) return;
    report.faults++;
    const where = `${name}, lost after statement ${statement}`;
    if (found.answer !== expected.answer)
      report.broken.push(`${where}: answers ${found.answer} instead of ${expected.answer}`);
    if (found.statuses.some((status) => status >= 500 && status !== 503))
      report.broken.push(`${where}: answers ${found.statuses.join()}`);
    for (const difference of differences(expected.rows, found.rows))
      report.broken.push(`${where}: ${difference}`);
  }
}

async function play(method: string, { person, path, body }: Write, snapshot: Snapshot, statement: number) {
  await snapshot.restore();
  // The program notices only now that its connections are gone.
  while ((await person.statusOf('GET', '/health/ready')) !== 200);
  const { lost, statuses, answer } = await losingRequest(statement, (headers) =>
    person.send(method, path, body, { 'idempotency-key': 'k-1', ...headers }),
  );
  const text = `${answer.status} ${JSON.stringify(answer.body, blank)}`;
  return { lost, statuses, answer: text, rows: await snapshot.rows() };
}
