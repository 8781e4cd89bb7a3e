import { createRequire } from 'node:module';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, TLSSocket } from 'node:tls';
import { describe, expect, test } from '@jest/globals';
import { openDatabase, QueueProbe } from '@zusteuerung/runtime';
import { SMTPServer } from 'smtp-server';
import { Versand } from '../nachrichten/versand.js';
import { readConfig } from './config.js';
import { brauchtTls, klartextErrors } from './klartext.js';

test.each([
  ['DATABASE_URL', 'postgres://zst:geheim@db.stadt.example/zst'],
  ['DATABASE_URL', 'postgres://zst:geheim@db.stadt.example/zst?sslmode=require'],
  ['DATABASE_URL', 'postgres://zst:geheim@db.stadt.example/zst?sslmode=no-verify'],
  ['DATABASE_URL', 'postgres://zst:geheim@localhost/zst?host=db.stadt.example'],
  ['DATABASE_URL', 'postgres://zst:geheim@db.stadt.example/zst?sslmode=verify-full&uselibpqcompat=true'],
  ['REDIS_URL', 'redis://redis.stadt.example:6379'],
  ['SMTP_URL', 'smtp://mail.stadt.example:587?tls.rejectUnauthorized=false'],
  ['SMTP_URL', 'smtps://mail.stadt.example?ignoreTLS=true'],
])('%s=%s is refused at the start, and by name allowed', (name, url) => {
  const { config, errors } = readConfig({ [name]: url });
  expect(config).toBeNull();
  expect(errors).toHaveLength(1);
  expect(errors?.[0]).toMatch(new RegExp(`^${name}: zu .* KLARTEXT_ERLAUBT=`));
  expect(errors?.[0]).not.toContain('geheim');
  const host = new URL(url).searchParams.get('host') ?? new URL(url).hostname;
  expect(readConfig({ [name]: url, KLARTEXT_ERLAUBT: `x, ${host}` }).errors).toBeNull();
});

test.each([
  ['DATABASE_URL', 'postgres://zst@db.stadt.example/zst?sslmode=verify-full&sslrootcert=/etc/ca.pem'],
  ['DATABASE_URL', 'postgres://zst@127.0.0.1:5433/zst'],
  ['DATABASE_URL', 'postgres:///zst?host=/var/run/postgresql'],
  ['DATABASE_URL', 'postgres://zst@%2Fvar%2Frun%2Fpostgresql/zst'],
  ['REDIS_URL', 'rediss://redis.stadt.example:6380'],
  ['REDIS_URL', 'redis://[::1]:6379'],
  ['SMTP_URL', 'smtp://mail.stadt.example:587'],
  ['SMTP_URL', 'smtps://mail.stadt.example'],
])('%s=%s is taken', (name, url) => expect(klartextErrors({ [name]: url })).toEqual([]));

test('certificates cannot be left unchecked by the back door; a host that only looks local is none', () => {
  expect(readConfig({ NODE_TLS_REJECT_UNAUTHORIZED: '0' }).errors).toEqual([
    expect.stringContaining('NODE_TLS_REJECT_UNAUTHORIZED'),
  ]);
  expect(klartextErrors({ SMTP_URL: 'smtp://mail:p#w@x' })).toEqual([expect.stringContaining('lesbare')]);
  for (const host of ['localhost.example', '127.0.0.1.example', '0.0.0.0', 'db'])
    expect([host, brauchtTls(`redis://${host}:1`, [])]).toEqual([host, true]);
});

/** The certificate the mail server of the tests brings along: signed by nobody, and expired. */
function selfSigned(): { key: string; cert: string } {
  const { default: optionsOf } = createRequire(import.meta.url)('smtp-server/lib/tls-options.js') as {
    default: (options: object) => { key: string; cert: string };
  };
  const { key, cert } = optionsOf({});
  return { key, cert };
}

const listen = async (server: Server) => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

describe('a server with a certificate nobody vouches for', () => {
  test('is no database of ours', async () => {
    const secureContext = selfSigned();
    const told: string[] = [];
    const server = createServer((socket: Socket) => {
      socket.on('error', () => {});
      socket.once('data', () => {
        socket.write('S');
        const secure = new TLSSocket(socket, { isServer: true, ...secureContext });
        secure.on('error', () => {});
        secure.on('data', (data) => told.push(String(data)));
      });
    });
    server.unref();
    const port = await listen(server);
    const url = `postgres://zst:geheim@127.0.0.1:${port}/zst?sslmode=verify-full`;
    await expect(openDatabase({ url, dataDir: '/gibt/es/nicht' })).rejects.toMatchObject({
      code: expect.stringContaining('CERT'),
    });
    expect(told).toEqual([]);
  });

  test('is no Redis of ours', async () => {
    const told: string[] = [];
    const server = createTlsServer(selfSigned(), (socket) =>
      socket.on('data', (data) => told.push(String(data))),
    );
    server.on('tlsClientError', () => {});
    const port = await listen(server);
    const probe = new QueueProbe(`rediss://127.0.0.1:${port}`);
    expect(await probe.answers()).toBe(false);
    expect(told).toEqual([]);
    probe.close();
    server.close();
  });

  test('gets no mail, and neither does one that offers no encryption at all', async () => {
    let mails = 0;
    const open = async (options: object) => {
      const server = new SMTPServer({
        ...options,
        authOptional: true,
        onData(stream, _session, done) {
          stream.resume().on('end', () => done());
          mails++;
        },
      });
      server.on('error', () => {});
      return { server, port: await listen(server.server) };
    };
    const [plain, fremd] = await Promise.all([
      open({ disabledCommands: ['STARTTLS'] }),
      open({ ...selfSigned() }),
    ]);
    const send = (port: number, klartext: string[] = []) => {
      // By its name another machine, in truth this one.
      const smtpUrl = `smtp://0.0.0.0:${port}`;
      const versand = new Versand({
        smtpUrl,
        smtpAbsender: 'x@y.example',
        publicUrl: 'http://kim.test',
        klartext,
      });
      return versand.deliver('z@y.example', { betreff: 'b', text: 't' });
    };
    expect([await send(plain.port), await send(fremd.port)]).toEqual([false, false]);
    expect(mails).toBe(0);
    expect(await send(plain.port, ['0.0.0.0'])).toBe(true);
    expect(mails).toBe(1);
    for (const { server } of [plain, fremd]) await new Promise<void>((done) => server.close(() => done()));
  });
});
