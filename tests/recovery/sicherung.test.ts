import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, truncateSync, copyFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asOwner, backUp, restore } from '@zusteuerung/runtime';
import { examine } from '@zusteuerung/server';
import { aufgabeOf, beispiel, melden, Welt } from '../api/welt.js';
import { compilePrograms } from '../support/compiled.js';
import { openForeignDatabase } from '../support/database.js';

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

interface Ended {
  code: number;
  output: string;
}

function zst(url: string, ...args: string[]): Promise<Ended> {
  const env = { ...process.env, DATABASE_URL: url, DATA_DIR: folder, SMTP_URL: 'smtp://127.0.0.1:1' };
  return new Promise((resolve) =>
    execFile(process.execPath, ['apps/server/bin/zst.mjs', ...args], { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, output: stdout + stderr }),
    ),
  );
}

const count = (url: string, sql: string) =>
  asOwner(
    url,
    async (client) => (await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${sql}`)).rows[0]?.n,
  );

test('a backup taken while offices report comes back whole, and nothing goes out a second time unasked', async () => {
  const { url } = welt.lauf.betrieb.database;
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

  const restored = await zst(other.url, 'restore', file);
  expect(restored).toMatchObject({ code: 0, output: expect.stringMatching(/Nachricht(en)? angehalten/) });
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
  const doctor = await zst(other.url, 'doctor');
  expect(doctor).toMatchObject({ code: 0, output: expect.stringContaining('Kein Fehler') });
  expect(doctor.output).toMatch(/✓ Vorgänge: \d+ laufende, alle lesbar/);
  expect(doctor.output).toMatch(/Nachweis: \d+ Einträge/);

  const again = join(folder, 'noch-einmal.zst');
  expect(await backUp(other.url, again)).toMatchObject({ rows });
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
