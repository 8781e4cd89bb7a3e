import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openProtokoll } from '@zusteuerung/server';
import {
  aufgabeOf,
  beispiel,
  beispielAnliegen,
  eventually,
  melden,
  PASSWORT,
  Welt,
  type Json,
} from './welt.js';

let output = '';
let welt: Welt;

beforeAll(async () => {
  const log = openProtokoll('trace', { write: (line: string) => void (output += line) });
  welt = await Welt.open({ SMTP_URL: 'smtp://127.0.0.1:1' }, log);
});
afterAll(() => welt.stop());

const query = (sql: string) => welt.lauf.betrieb.manager.query(sql);

test('after a whole journey with everything that can go wrong, the log names nobody and holds no secret', async () => {
  const { referenz, pin } = await melden(welt.anyone(), 'rheine', beispiel('rheine', 0));
  const carla = await welt.person('cm.caritas@rheine.example');
  await welt.anyone().post('/api/anmeldung', { email: 'samira.haddad@web.example', passwort: 'Geheimnis77' });
  await welt.anyone().post('/api/oeffentlich/status', { referenz, pin });
  const { vorgang } = await aufgabeOf(carla, referenz);
  await carla.get(`/api/vorgaenge/${vorgang.id}`);
  await carla.get('/api/vorgaenge?suche=Samira%20Haddad');
  await carla.post(`/api/vorgaenge/${vorgang.id}/anliegen`, {
    antworten: { ...beispielAnliegen('rheine', 0), beschreibung: 'Samira Haddad' },
  });
  await eventually(async () => output.includes('job: failed'));
  expect(output).toContain('/api/vorgaenge');
  for (const word of [
    'Samira',
    'Haddad',
    'samira',
    'jobcenter@',
    '@rheine',
    '@web',
    PASSWORT,
    'Geheimnis77',
    pin,
  ])
    expect([word, output.includes(word)]).toEqual([word, false]);
  expect(output).not.toMatch(/zst_sitzung=|argon2/);
});

test('an error of ours says nothing about it outside and nothing about people inside', async () => {
  const before = output.length;
  await query('ALTER TABLE vorgang_person RENAME TO vorgang_person_weg');
  try {
    const { zugang, antworten } = beispiel('rheine', 0);
    const answer = await welt
      .anyone()
      .post<Json>('/api/oeffentlich/kommunen/rheine/meldungen', { zugang, antworten });
    expect(answer.status).toBe(500);
    expect(answer.body).toEqual({ code: 'INTERN', message: expect.stringContaining('schiefgegangen') });
  } finally {
    await query('ALTER TABLE vorgang_person_weg RENAME TO vorgang_person');
  }
  const logged = await eventually(
    async () => output.slice(before).includes('request failed') && output.slice(before),
  );
  expect(logged).toContain('42P01');
  expect(logged).not.toMatch(/Samira|Haddad|jobcenter@|INSERT|SELECT/);
});
