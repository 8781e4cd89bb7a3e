import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { aufgabeOf, beispiel, melden, Welt, type Person } from './welt.js';

const rollen = ['case_management', 'koordination', 'gremium', 'meldende_stelle', 'administration'] as const;
/** as they stand to the case: works on it and has reported it, has nothing to do with it, took part once */
const organisationen = {
  eigene: ['rheine', 'caritas-rheine'],
  andere: ['rheine', 'team-beratung-rheine'],
  ehemals: ['rheine', 'lernen-foerdern-rheine'],
  fremde: ['en-kreis', 'ks-en'],
} as const;
type Stellung = keyof typeof organisationen;
const stellungen = Object.keys(organisationen) as Stellung[];
const spalten = [...rollen, 'niemand'] as const;

interface Matrix {
  /** answers per endpoint: a column per role and one for nobody; four values where the organisations differ */
  endpunkte: Record<string, string>;
  /** where an empty body would be refused before anybody asks who sends it */
  koerper: Record<string, unknown>;
  /** what the API offers besides and has no row yet */
  nochOhne: string[];
}

const read = (path: string) => JSON.parse(readFileSync(join(process.cwd(), path), 'utf8')) as unknown;
const { endpunkte, koerper } = read('tests/api/rechtematrix.json') as Matrix;
const angeboten = Object.keys(endpunkte);
/** What ends sessions comes last, the own one at the very end. */
const zuletzt = ['DELETE /api/sicherheit/sitzungen', 'DELETE /api/anmeldung'];
const reihenfolge = [...angeboten.filter((endpunkt) => !zuletzt.includes(endpunkt)), ...zuletzt];

let welt: Welt;
const personen = new Map<string, Person>();
const ids: Record<string, string> = {};
const gesehen: Record<string, Record<string, number[]>> = {};

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

async function prepareCase(): Promise<void> {
  const { zugang } = beispiel('rheine', 0);
  const { referenz } = await melden(welt.anyone(), 'rheine', beispiel('rheine', 0));
  const aufgabe = await aufgabeOf(await welt.person('cm.caritas@rheine.example'), referenz);
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
}

beforeAll(async () => {
  welt = await Welt.open();
  await prepareCase();
  for (const rolle of rollen)
    for (const stellung of stellungen) {
      const [tenant, organisation] = organisationen[stellung];
      personen.set(`${rolle} ${stellung}`, await somebody(tenant, organisation, rolle));
    }
  personen.set('niemand', welt.anyone());
});
afterAll(async () => {
  writeMatrix();
  await welt.stop();
});

/** A path of the API with the things of the case in place of its parameters. */
const withIds = (path: string) =>
  path
    .replace('{kommune}', 'rheine')
    .replace('{zugang}', ids['zugang'] ?? '')
    .replace(/([a-z]+)\/\{id\}/, (_, kind: string) => `${kind}/${ids[kind] ?? randomUUID()}`);

/** What one may delete is there for the next. */
const putBack = () =>
  welt.query(
    `INSERT INTO webhook (id, tenant_id, name, url, ereignisse, geheimnis, aktiv, created_by)
     VALUES ($1, 'rheine', 'Test', 'https://webhook.example/', '{}', '\\x00', false, 'x') ON CONFLICT DO NOTHING`,
    [ids['webhooks']],
  );

async function ask(endpunkt: string, wer: string): Promise<number> {
  const [method = '', path = ''] = endpunkt.split(' ');
  if (path.includes('webhooks/{id}')) await putBack();
  const body = ['POST', 'PUT'].includes(method) ? (koerper[endpunkt] ?? {}) : undefined;
  return (await (personen.get(wer) as Person).send(method, withIds(path), body)).status;
}

const cells = (spalte: string) =>
  spalte === 'niemand' ? ['niemand'] : stellungen.map((stellung) => `${spalte} ${stellung}`);

/** `200/404/404/404` or `404` for all organisations, per column. */
function expectedOf(endpunkt: string): Record<string, number[]> {
  const values = (endpunkte[endpunkt] ?? '').split(' ');
  return Object.fromEntries(
    spalten.map((spalte, n) => {
      const given = (values[n] ?? '').split('/').map(Number);
      return [spalte, cells(spalte).map((_, i) => given[i] ?? given[0] ?? 0)];
    }),
  );
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

/** artifacts/rechtematrix.md: what was answered, to be read by people. */
function writeMatrix(): void {
  const short = (values: number[]) => (new Set(values).size === 1 ? `${values[0]}` : values.join('/'));
  const lines = angeboten.map((endpunkt) => {
    const got = spalten.map((spalte) => short(gesehen[endpunkt]?.[spalte] ?? []));
    return `| ${[`\`${endpunkt}\``, ...got].join(' | ')} |`;
  });
  const head = [`# Wer was darf\n\nJe Zelle: ${stellungen.join('/')}, einmal, wenn alle gleich sind.\n`];
  const table = [`| Endpunkt | ${spalten.join(' | ')} |`, `|${' --- |'.repeat(spalten.length + 1)}`];
  const directory = join(process.cwd(), 'artifacts');
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'rechtematrix.md'), [...head, ...table, ...lines, ''].join('\n'));
}
