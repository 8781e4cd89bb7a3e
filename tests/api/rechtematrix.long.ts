import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  abfragen,
  cells,
  endpunkte,
  expectedOf,
  koerper,
  organisationen,
  rollen,
  spalten,
  stellungen,
  writeMatrix,
  type Gesehen,
} from './rechtematrix.js';
import { aufgabeOf, beispiel, eventually, melden, Welt, type Person } from './welt.js';

/** ONLY=termine: the endpoints whose name contains it. */
const angeboten = endpunkte.filter((endpunkt) => endpunkt.includes(process.env['ONLY'] ?? ''));
/** What ends sessions comes last, the own one at the very end. */
const zuletzt = ['DELETE /api/sicherheit/sitzungen', 'DELETE /api/anmeldung'];
const reihenfolge = [
  ...angeboten.filter((endpunkt) => !zuletzt.includes(endpunkt)),
  ...zuletzt.filter((endpunkt) => angeboten.includes(endpunkt)),
];

let welt: Welt;
const personen = new Map<string, Person>();
const ids: Record<string, string> = {};
const gesehen: Gesehen = {};

/** Somebody with one membership, signed in without the cost of a password. */
async function somebody(tenant: string, organisation: string, rolle: string): Promise<Person> {
  const [konto, token] = [randomUUID(), randomUUID()];
  const digest = createHash('sha256').update(token).digest('hex');
  await welt.query('INSERT INTO konto (id, email, name) VALUES ($1, $2, $2)', [konto, `${konto}@x.example`]);
  await welt.query('INSERT INTO mitgliedschaft VALUES ($1, $2, $3, $4)', [
    konto,
    tenant,
    organisation,
    rolle,
  ]);
  await welt.query(
    `INSERT INTO sitzung (token_hash, id, konto_id, expires_at, last_seen_at, user_agent)
     VALUES ($1, $2, $3, now() + interval '1 hour', now(), 'Test')`,
    [digest, randomUUID(), konto],
  );
  const person = welt.anyone();
  person.keep(new Headers({ 'set-cookie': `zst_sitzung=${token}` }));
  return person;
}

/** A meeting about the case, and the mail that invites somebody without an account to it. */
async function prepareTermin(caritas: Person, vorgang: string): Promise<void> {
  const eingabe = koerper['POST /api/vorgaenge/{id}/termine'];
  const { body } = await caritas.post<{ id: string }>(`/api/vorgaenge/${vorgang}/termine`, eingabe);
  const mail = await eventually(async () => {
    const rows = await welt.query<{ id: string }>(
      'SELECT id FROM nachricht WHERE vorgang_id = $1 AND kalender IS NOT NULL',
      [vorgang],
    );
    return rows[0];
  });
  Object.assign(ids, { termin: body.id, postfach: mail.id });
}

async function prepareCase(): Promise<void> {
  const { zugang } = beispiel('rheine', 0);
  const { referenz } = await melden(welt.anyone(), 'rheine', beispiel('rheine', 0));
  const caritas = await welt.person('cm.caritas@rheine.example');
  const aufgabe = await aufgabeOf(caritas, referenz);
  const [fall] = await welt.query<{ instance_id: string }>(
    `UPDATE vorgang SET eingereicht_von_organisation = 'caritas-rheine' WHERE id = $1 RETURNING instance_id`,
    [aufgabe.vorgang.id],
  );
  await welt.query(
    `INSERT INTO beteiligung (vorgang_id, tenant_id, organisation_id, art, bis)
     VALUES ($1, 'rheine', 'lernen-foerdern-rheine', 'bearbeitung', now())`,
    [aufgabe.vorgang.id],
  );
  const [konto] = await welt.query<{ id: string }>(
    `SELECT id FROM konto WHERE email = 'lenkungsgruppe@rheine.example'`,
  );
  const own = { aufgaben: aufgabe.id, vorgaenge: aufgabe.vorgang.id, konten: konto?.id ?? '' };
  Object.assign(ids, own, { ablaeufe: fall?.instance_id, webhooks: randomUUID(), zugang });
  await prepareTermin(caritas, aufgabe.vorgang.id);
}

beforeAll(async () => {
  welt = await Welt.open({ LIMIT_ALLGEMEIN: '100000' });
  await prepareCase();
  for (const rolle of rollen)
    for (const stellung of stellungen) {
      const [tenant, organisation] = organisationen[stellung];
      personen.set(`${rolle} ${stellung}`, await somebody(tenant, organisation, rolle));
    }
  personen.set('niemand', welt.anyone());
});
afterAll(async () => {
  writeMatrix(gesehen);
  await welt.stop();
});

/** A path of the API with the things of the case in place of its parameters. */
const withIds = (path: string) =>
  path
    .replace('{kommune}', 'rheine')
    .replace('{zugang}', ids['zugang'] ?? '')
    .replace('{termin}', ids['termin'] ?? '')
    .replace(/([a-z]+)\/\{id\}/, (_, kind: string) => `${kind}/${ids[kind] ?? randomUUID()}`);

/** What one may delete or take back is there for the next. */
async function putBack(path: string): Promise<void> {
  if (path.includes('webhooks/{id}'))
    await welt.query(
      `INSERT INTO webhook (id, tenant_id, name, url, ereignisse, geheimnis, aktiv, created_by)
       VALUES ($1, 'rheine', 'Test', 'https://webhook.example/', '{}', '\\x00', false, 'x') ON CONFLICT DO NOTHING`,
      [ids['webhooks']],
    );
  if (path.includes('vorgaenge/{id}'))
    await welt.query('UPDATE vorgang SET widerruf_at = NULL WHERE id = $1', [ids['vorgaenge']]);
  if (path.includes('{termin}'))
    await welt.query(`UPDATE termin SET status = 'geplant' WHERE id = $1`, [ids['termin']]);
}

async function ask(endpunkt: string, wer: string): Promise<number> {
  const [method = '', path = ''] = endpunkt.split(' ');
  await putBack(path);
  const abfrage = abfragen[endpunkt] ? `?${abfragen[endpunkt]}` : '';
  const body = ['POST', 'PUT'].includes(method) ? (koerper[endpunkt] ?? {}) : undefined;
  return (personen.get(wer) as Person).statusOf(method, withIds(path) + abfrage, body);
}

describe.each(reihenfolge)('%s', (endpunkt) => {
  test('answers each role of each organisation as expected', async () => {
    const got: Record<string, number[]> = {};
    for (const spalte of spalten) {
      got[spalte] = [];
      for (const wer of cells(spalte)) got[spalte].push(await ask(endpunkt, wer));
    }
    gesehen[endpunkt] = got;
    expect(got).toEqual(expectedOf(endpunkt));
  });
});
