import { copyFileSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { asOwner, backUp, eraseVorgang, readEraseList, restore } from '@zusteuerung/runtime';
import { examine, zst as command } from '@zusteuerung/server';
import { aufgabeOf, beispiel, melden, Welt } from '../api/welt.js';
import { compilePrograms } from '../support/compiled.js';
import { openForeignDatabase } from '../support/database.js';
import { zst } from '../support/zst.js';

let welt: Welt;
/** belongs to a login that is no superuser and obeys the policies, as in most computing centres */
let other: Awaited<ReturnType<typeof openForeignDatabase>>;
const folder = mkdtempSync(join(tmpdir(), 'zst-sicherung-'));
const file = join(folder, 'sicherung.zst');

beforeAll(async () => {
  compilePrograms();
  welt = await Welt.open({ SMTP_URL: 'smtp://127.0.0.1:1' });
  other = await openForeignDatabase();
}, 180_000);
afterAll(async () => {
  await welt.stop();
  await other.drop();
  rmSync(folder, { recursive: true, force: true });
});

const zstAt = (url: string, ...args: string[]) =>
  zst(args, { DATABASE_URL: url, DATA_DIR: folder, SMTP_URL: 'smtp://127.0.0.1:1' });

const count = (url: string, sql: string) =>
  asOwner(
    url,
    async (client) => (await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`)).rows[0]?.n,
  );

test('a backup taken while offices report comes back whole, and nothing goes out a second time unasked', async () => {
  const { url, dataSource } = welt.lauf.betrieb.database;
  const erased = await melden(welt.anyone(), 'rheine', beispiel('rheine', 0));
  const before = await melden(welt.anyone(), 'rheine', beispiel('rheine', 0));
  let reporting = true;
  const reports = (async () => {
    while (reporting) await melden(welt.anyone(), 'rheine', beispiel('rheine', 0));
  })();
  const { rows } = await backUp(url, file);
  reporting = false;
  await reports;
  expect(rows).toBeGreaterThan(0);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  await expect(restore(url, file)).rejects.toMatchObject({ code: 'TARGET_IN_USE' });

  const half = join(folder, 'halb.zst');
  copyFileSync(file, half);
  truncateSync(half, Math.floor(statSync(file).size / 2));
  await expect(restore(other.url, half)).rejects.toMatchObject({ code: 'BACKUP_INCOMPLETE' });
  expect(await count(other.url, 'vorgang')).toBe(0);

  const [gone] = await welt.query<{ id: string }>(
    `WITH i AS (UPDATE process_instance SET status = 'completed' WHERE business_key = $1)
     SELECT id FROM vorgang WHERE referenz = $1`,
    [erased.referenz],
  );
  const erasure = { tenant: 'rheine', vorgangId: gone!.id, actor: 'x', anlass: 'anfrage' } as const;
  expect(await welt.lauf.betrieb.forTenant('rheine', (tx) => eraseVorgang(tx, erasure))).toBe('erased');
  const liste = join(folder, 'loeschliste.json');
  writeFileSync(liste, JSON.stringify(await readEraseList(dataSource)));

  const restored = await zstAt(other.url, 'restore', file, '--loeschliste', liste);
  expect(restored).toMatchObject({ code: 0, output: expect.stringMatching(/Nachricht(en)? angehalten/) });
  expect(restored.output).toContain('Erneut gelöscht, was seit der Sicherung gelöscht war: 1 Vorgang.');
  expect(await count(other.url, `vorgang WHERE id = '${gone!.id}'`)).toBe(0);
  expect(await count(other.url, `nachricht WHERE vorgang_id = '${gone!.id}'`)).toBe(0);
  expect(await count(other.url, `outbox WHERE status IN ('pending', 'queued')`)).toBe(0);
  expect(await count(other.url, `outbox WHERE status = 'dead'`)).toBeGreaterThan(0);
  expect(await count(other.url, `vorgang WHERE referenz = '${before.referenz}'`)).toBe(1);
  expect(
    await count(
      other.url,
      `vorgang v WHERE NOT EXISTS (SELECT FROM user_task t WHERE t.instance_id = v.instance_id)`,
    ),
  ).toBe(0);
  await expect(restore(other.url, file)).rejects.toMatchObject({ code: 'TARGET_NOT_EMPTY' });
  const doctor = await zstAt(other.url, 'doctor');
  expect(doctor).toMatchObject({ code: 0, output: expect.stringContaining('Kein Fehler') });
  expect(doctor.output).toMatch(/✓ Vorgänge: \d+ laufende, alle lesbar/);
  expect(doctor.output).toMatch(/Nachweis: \d+ Einträge/);

  const again = join(folder, 'noch-einmal.zst');
  expect((await backUp(other.url, again)).rows).toBeLessThan(rows);
}, 120_000);

test('in the restored database people go on, and the doctor sees a task that is missing', async () => {
  const second = await Welt.open({ DATABASE_URL: other.url });
  try {
    const { referenz } = await melden(second.anyone(), 'rheine', beispiel('rheine', 0));
    const carla = await second.person('cm.caritas@rheine.example');
    await aufgabeOf(carla, referenz);
    await asOwner(other.url, (client) => client.query(`DELETE FROM user_task WHERE status = 'open'`));
    const befunde = await examine(other.url, second.lauf.betrieb.config);
    expect(befunde.filter(({ stufe }) => stufe === 'fehler')).toEqual([
      expect.objectContaining({ was: 'Aufgaben und Fristen', text: expect.stringContaining('Zeile fehlt') }),
    ]);
  } finally {
    await second.stop();
  }
});

/** The same command within this process, which is faster. */
async function here(...args: string[]): Promise<{ code: number; output: string }> {
  const env = { ...process.env };
  Object.assign(process.env, { DATABASE_URL: welt.lauf.betrieb.database.url, DATA_DIR: folder });
  let output = '';
  const keep = (text: unknown) => ((output += String(text)), true);
  const spies = [process.stdout, process.stderr].map((to) =>
    jest.spyOn(to, 'write').mockImplementation(keep),
  );
  try {
    return { code: await command(args), output };
  } finally {
    spies.forEach((spy) => spy.mockRestore());
    process.env = env;
  }
}

test('zst retention: says what is due, erases it, gives the list, and tells what is wrong with a call', async () => {
  const broken = join(folder, 'kaputt.json');
  writeFileSync(broken, '[{"tenant":"rheine","hashes":["kein Hash"]}]');
  for (const [args, code, text] of [
    [[], 2, /Bitte eines nennen: preview, run, erasures, apply-erasures. \[USAGE\]\nAufruf: zst retention/],
    [['alles'], 2, /\[USAGE\]/],
    [['preview', '--komune', 'rheine'], 2, /„--komune“ ist hier nichts anzufangen/],
    [['preview', '--kommune', 'nirgendwo'], 2, /gibt es hier nicht. Es gibt: .*rheine.*\[UNKNOWN_KOMMUNE\]/],
    [['apply-erasures', '--liste', 'fehlt.json'], 2, /„fehlt.json“ gibt es nicht. \[NO_FILE\]/],
    [['apply-erasures', '--liste', broken], 2, /enthält nicht, was „zst retention erasures“ ausgibt/],
  ] as const)
    expect(await here('retention', ...args)).toEqual({ code, output: expect.stringMatching(text) });
  const { referenz } = await melden(welt.anyone(), 'rheine', beispiel('rheine', 0));
  const due = () => here('retention', 'preview', '--kommune', 'rheine');
  expect((await due()).output).toMatch(
    /^rheine:\n  Meldungen, aus denen kein Fall wurde \(6 Monate\): 0 fällig\n/,
  );
  const old = `UPDATE process_instance SET status = 'completed', updated_at = now() - interval '7 months'
    WHERE business_key = $1 RETURNING id`;
  await welt.query(old, [referenz]);
  expect((await due()).output).toContain(`1 fällig, als Nächstes ${referenz} seit dem `);
  expect((await here('retention', 'run', '--kommune', 'rheine')).output).toContain(
    'rheine: Meldungen, aus denen kein Fall wurde: 1 gelöscht\n',
  );
  expect(await welt.query('SELECT 1 FROM vorgang WHERE referenz = $1', [referenz])).toEqual([]);
  const list = await here('retention', 'erasures');
  const [rheine] = (JSON.parse(list.output) as { tenant: string; hashes: string[] }[]).filter(
    ({ tenant }) => tenant === 'rheine',
  );
  expect(rheine?.hashes).toHaveLength(2);
  // As `npm run zst -- retention erasures > <file>` leaves it.
  writeFileSync(broken, `\n> zusteuerung@0.1.0 zst\n> node zst.mjs retention erasures\n\n${list.output}`);
  expect(await here('retention', 'apply-erasures', '--liste', broken)).toEqual({
    code: 0,
    output: 'Erneut gelöscht: nichts, was auf der Liste steht, ist da.\n',
  });
}, 60_000);

test('zst user logout ends the sessions of one account or of all at once, and it is recorded', async () => {
  const [carla, kora] = [
    await welt.person('cm.caritas@rheine.example'),
    await welt.person('koordination@rheine.example'),
  ];
  const signedIn = async () =>
    Promise.all([carla, kora].map(async (one) => (await one.get('/api/aufgaben')).status));
  expect(await here('user', 'logout')).toMatchObject({ code: 2, output: expect.stringContaining('--alle') });
  expect(await here('user', 'logout', 'niemand@rheine.example')).toMatchObject({ code: 1 });
  expect(await signedIn()).toEqual([200, 200]);
  expect((await here('user', 'logout', 'CM.caritas@rheine.example')).output).toMatch(
    /^Abgemeldet: 1 Sitzung/,
  );
  expect(await signedIn()).toEqual([401, 200]);
  expect((await here('user', 'logout', '--alle')).code).toBe(0);
  expect(await signedIn()).toEqual([401, 401]);
  const recorded = `SELECT data FROM audit_entry WHERE action = 'konto.abgemeldet' AND actor = 'betrieb'`;
  expect((await welt.query(recorded)).length).toBeGreaterThanOrEqual(2);
});

test('an anchor kept in a file is read with what npm run prints above it', async () => {
  const head = await here('audit', 'head');
  const anchors = join(folder, 'anker.txt');
  writeFileSync(anchors, `\n> zusteuerung@0.1.0 zst\n> node zst.mjs audit head\n\n${head.output}`);
  expect(await here('audit', 'verify', '--anker', anchors)).toMatchObject({ code: 0 });
  writeFileSync(anchors, head.output.replace(/[0-9a-f]{64}/, 'f'.repeat(64)));
  const { code, output } = await here('audit', 'verify', '--anker', anchors);
  expect([code, output]).toEqual([1, expect.stringContaining('ANCHOR_MISSING')]);
});
