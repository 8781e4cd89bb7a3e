import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startMailServer, type Mail, type MailServer } from '../support/mail-server.js';
import { beispiel, eventually, melden, Welt } from './welt.js';

const mails: Mail[] = [];
let refuse = 1;
let smtp: MailServer;
let welt: Welt;

beforeAll(async () => {
  smtp = await startMailServer((mail) => {
    if (refuse-- > 0) throw new Error('greylisted');
    mails.push(mail);
  });
  welt = await Welt.open({ SMTP_URL: smtp.url });
});
afterAll(async () => {
  await welt?.stop();
  await smtp?.stop();
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
