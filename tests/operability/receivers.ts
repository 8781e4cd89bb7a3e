import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
}
interface Sent {
  resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
}

export async function portOf(server: Server): Promise<number> {
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve));
  return (server.address() as AddressInfo).port;
}

const listening = (take: (body: string) => number): Server =>
  createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => response.writeHead(take(body), { 'content-type': 'application/json' }).end('{}'));
  }).listen(0, '127.0.0.1');

/** What an installation talks to: a collector of spans, a mail server, another system that gets events. */
export class Receivers {
  readonly spans: Span[] = [];
  /** everything the collector was sent, as text */
  received = '';
  mails = 0;
  /** addresses that the mail server refused: the first one it heard of, and quoted in its answer */
  readonly refused: string[] = [];
  /** events; the first is answered with 500 */
  events = 0;

  readonly collector = listening((text) => {
    this.received += text;
    for (const { scopeSpans } of (JSON.parse(text) as Sent).resourceSpans)
      for (const { spans } of scopeSpans) this.spans.push(...spans);
    return 200;
  });
  readonly system = listening(() => (this.events++ === 0 ? 500 : 204));

  private readonly smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _session, done) => {
      if (this.refused.length > 0) return done();
      this.refused.push(address);
      done(Object.assign(new Error(`<${address}>: mailbox full`), { responseCode: 452 }));
    },
    onData: (stream, _session, done) => {
      stream.resume().on('end', () => (this.mails++, done()));
    },
  });
  readonly mailServer = this.smtp.listen(0, '127.0.0.1') as unknown as Server;

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.smtp.close(resolve));
    for (const server of [this.collector, this.system]) {
      server.closeAllConnections();
      server.close();
    }
  }
}
