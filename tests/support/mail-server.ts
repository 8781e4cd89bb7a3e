import { SMTPServer } from 'smtp-server';

export interface Mail {
  to: string;
  source: string;
}

export interface MailServer {
  url: string;
  stop(): Promise<void>;
}

/** Quoted-printable as people read it. */
export const unquoted = (text: string): string =>
  Buffer.from(
    text
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString();

/** A mail server without encryption on a free port; `take` gets each mail and refuses it by throwing. */
export async function startMailServer(take: (mail: Mail) => void): Promise<MailServer> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      let source = '';
      stream.on('data', (chunk: Buffer) => (source += chunk.toString()));
      stream.on('end', () => {
        try {
          take({ to: session.envelope.rcptTo.map(({ address }) => address).join(), source });
          done();
        } catch (error) {
          done(error as Error);
        }
      });
    },
  });
  // Connections of processes that are killed; without a listener each would end the test's process.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
