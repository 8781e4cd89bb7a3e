import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { beispiel, eventually, melden, Welt } from './welt.js';

interface Mail {
  to: string;
  source: string;
}

const mails: Mail[] = [];
let refuse = 1;
let smtp: SMTPServer;
let welt: Welt;

beforeAll(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      let source = '';
      stream.on('data', (chunk: Buffer) => (source += chunk.toString()));
      stream.on('end', () => {
        if (refuse-- > 0) return done(new Error('greylisted'));
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), source });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  const { port } = smtp.server.address() as { port: number };
  welt = await Welt.open({ SMTP_URL: `smtp://127.0.0.1:${port}` });
});
afterAll(async () => {
  await welt.stop();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});

test('mail goes out once, also after the mail server refused it at first, and is marked as sent', async () => {
  const { referenz } = await melden(welt.anyone(), 'rheine', beispiel('rheine', 0));
  const mail = await eventually(async () => mails.find(({ source }) => source.includes(referenz)));
  expect(mail.to).toBe('jobcenter@rheine.example');
  expect(mail.source).toMatch(/^Message-ID: <[0-9a-f-]{36}@kim\.test>\r?$/m);
  const admin = await welt.person('admin@rheine.example');
  const row = await eventually(async () => {
    const { body } = await admin.get<{ eintraege: { id: string; betreff: string; status: string }[] }>(
      '/api/postfach',
    );
    return body.eintraege.find(({ betreff, status }) => betreff.includes(referenz) && status === 'versendet');
  });
  expect(mail.source).toContain(row.id);
  expect(mails.filter(({ to, source }) => to === mail.to && source.includes(referenz))).toHaveLength(1);
});
