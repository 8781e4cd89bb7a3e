import type { Job } from '@zusteuerung/runtime';
import { SMTPServer } from 'smtp-server';
import type { DataSource } from 'typeorm';
import { Versand } from './versand.js';

/** A mail server that never answers about one recipient; knows how many connections there were, and what it took. */
async function mailServer() {
  const taken: string[] = [];
  let connections = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onConnect(_session, done) {
      connections++;
      done();
    },
    onRcptTo({ address }, _session, done) {
      if (!address.startsWith('haengt')) done();
    },
    onData(stream, session, done) {
      stream.resume();
      stream.on('end', () => {
        taken.push(...session.envelope.rcptTo.map(({ address }) => address));
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  const stop = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { url: `smtp://127.0.0.1:${port}`, taken, connections: () => connections, stop };
}

/** A database that knows a mail for each id: to the address that is the id. */
function letters(reads: string[][]): DataSource {
  const client = {
    escapeLiteral: (text: string) => `'${text}'`,
    query: async (statement: string | { values: [string[]] }) => {
      if (typeof statement === 'string') return [{ rows: [] }, { rows: [{ now: new Date() }] }];
      const [ids] = statement.values;
      reads.push(ids);
      const rows = ids.map((id) => ({ id, status: 'offen', empfaenger: id, betreff: 'B', text: 'T' }));
      return { rows: rows.map((row) => ({ ...row, kalender: null })) };
    },
  };
  const runner = { connect: async () => client, commitTransaction: async () => {}, release: async () => {} };
  const createQueryRunner = () => ({ ...runner, manager: { queryRunner: runner } });
  return { createQueryRunner } as unknown as DataSource;
}

const jobOf = (nachricht: string, signal = AbortSignal.timeout(20_000)) =>
  ({ tenant: 'rheine', variables: { nachricht }, signal }) as unknown as Job;

let smtp: Awaited<ReturnType<typeof mailServer>>;
let versand: Versand;
beforeEach(async () => {
  smtp = await mailServer();
  const config = { smtpUrl: smtp.url, smtpAbsender: 'kim@kim.test', publicUrl: 'https://kim.test' };
  versand = new Versand({ ...config, klartext: [] } as unknown as ConstructorParameters<typeof Versand>[0]);
});
afterEach(async () => {
  versand.close();
  await smtp.stop();
});

test('mails that are sent together are read together and share connections', async () => {
  const reads: string[][] = [];
  const dataSource = letters(reads);
  const ids = Array.from({ length: 30 }, (_, n) => `m${n}@kim.test`);
  const results = await Promise.all(ids.map((id) => versand.send(dataSource, jobOf(id))));
  expect(reads).toEqual([ids]);
  expect([...smtp.taken].sort()).toEqual([...ids].sort());
  expect(smtp.connections()).toBeLessThanOrEqual(10);
  // What is noted of them is one and the same call.
  expect(new Set(results.map(({ commitTogether }) => commitTogether?.write)).size).toBe(1);
  expect(results.map(({ commitTogether }) => commitTogether?.id)).toEqual(ids);
});

test('a mail the server never answers about gives its connection back when its try is over', async () => {
  const dataSource = letters([]);
  const hanging = Array.from({ length: 10 }, (_, n) =>
    versand.send(dataSource, jobOf(`haengt${n}@kim.test`, AbortSignal.timeout(300))),
  );
  expect((await Promise.allSettled(hanging)).map(({ status }) => status)).toEqual(Array(10).fill('rejected'));
  await versand.send(dataSource, jobOf('da@kim.test'));
  expect(smtp.taken).toEqual(['da@kim.test']);
});
