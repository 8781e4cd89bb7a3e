import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { beispiel, eventually, melden, Welt } from '../api/welt.js';

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
}
interface Sent {
  resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
}

let welt: Welt;
let received = '';
let mails = 0;
const spans: Span[] = [];

const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, _session, done) {
    stream.resume().on('end', () => (mails++, done()));
  },
});

/** An OTLP collector that keeps what it is sent. */
const collector = createServer((request, response) => {
  let text = '';
  request.on('data', (chunk: Buffer) => (text += chunk.toString()));
  request.on('end', () => {
    received += text;
    for (const { scopeSpans } of (JSON.parse(text) as Sent).resourceSpans)
      for (const scope of scopeSpans) spans.push(...scope.spans);
    response.setHeader('content-type', 'application/json').end('{}');
  });
});

async function portOf(server: Server): Promise<number> {
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve));
  return (server.address() as AddressInfo).port;
}

beforeAll(async () => {
  collector.listen(0, '127.0.0.1');
  const mailServer = smtp.listen(0, '127.0.0.1') as unknown as Server;
  welt = await Welt.open({
    SMTP_URL: `smtp://127.0.0.1:${await portOf(mailServer)}`,
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${await portOf(collector)}/`,
  });
}, 180_000);
afterAll(async () => {
  await new Promise<void>((resolve) => smtp.close(resolve));
  collector.closeAllConnections();
  collector.close();
});

/** The names from the root of its trace down to this span. */
function wayTo(span: Span): string[] {
  const parent = spans.find(({ spanId }) => spanId === span.parentSpanId);
  if (parent) expect(parent.traceId).toBe(span.traceId);
  return [...(parent ? wayTo(parent) : []), span.name];
}

test('from the request over step and job to the mail it is one trace, and it names nobody', async () => {
  const { referenz, pin } = await melden(welt.anyone(), 'rheine', beispiel('rheine', 0));
  const [vorgang] = await welt.query<{ id: string; instance: string }>(
    'SELECT id, instance_id AS instance FROM vorgang WHERE referenz = $1',
    [referenz],
  );
  await eventually(async () => mails > 0);
  await welt.stop();
  const request = 'POST /api/oeffentlich/kommunen/:kommune/meldungen';
  const sent = spans.filter(({ name }) => name === 'mail').map(wayTo);
  expect(sent.length).toBeGreaterThan(0);
  for (const way of sent) expect(way).toEqual([request, 'transaction', 'step', 'job', 'mail']);
  const trace = spans.find(({ name }) => name === 'mail')?.traceId;
  expect(spans.filter((span) => span.traceId === trace && !span.parentSpanId)).toHaveLength(1);
  for (const part of ['zst.process', 'zst.command', 'zst.job_type', 'http.route', 'zst.tenant'])
    expect([part, received.includes(`"${part}"`)]).toEqual([part, true]);
  const secret = ['Samira', 'Haddad', '@', 'jobcenter', referenz, pin, vorgang?.id, vorgang?.instance];
  for (const word of secret) expect([word, received.includes(String(word))]).toEqual([word, false]);
});

test('the libraries are imported in one file, and that one only when there is a collector', () => {
  const sources = ['apps/server/src', 'libs/runtime/src', 'libs/engine/src'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  );
  const having = (pattern: RegExp) => sources.filter((path) => pattern.test(readFileSync(path, 'utf8')));
  expect(sources.length).toBeGreaterThan(100);
  expect(having(/'@opentelemetry\//)).toEqual(['apps/server/src/spuren/aufzeichnung.ts']);
  expect(having(/from '.*\/aufzeichnung/)).toEqual([]);
});
