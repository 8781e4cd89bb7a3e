import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@zusteuerung/runtime';
import { queryAsOwner } from '../support/database.js';
import { freePort, startApp, waitFor, type App } from '../support/app.js';

export interface Abgegeben {
  schluessel: string;
  quittung: { referenz: string; pin: string } | null;
}

export interface Bilanz {
  kills: number;
  answered: number;
  /** one sentence per broken promise */
  broken: string[];
}

export const [fall] = JSON.parse(
  readFileSync(join(process.cwd(), 'tests/api/routingfaelle.json'), 'utf8'),
) as {
  kommune: string;
  zugang: string;
  antworten: Record<string, unknown>;
}[];

async function submit(address: string, meldung: Abgegeben): Promise<void> {
  const response = await fetch(`${address}/api/oeffentlich/kommunen/${fall?.kommune}/meldungen`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': meldung.schluessel },
    body: JSON.stringify({ zugang: fall?.zugang, antworten: fall?.antworten }),
  });
  if (response.status !== 201) return;
  meldung.quittung = (await response.json()) as Abgegeben['quittung'];
}

/** Offices that keep reporting: what got no answer is sent again with the same key, as the browser does. */
function offices(count: number, address: string, meldungen: Abgegeben[]) {
  let open = true;
  const office = async () => {
    let current: Abgegeben | null = null;
    while (open) {
      if (!current) meldungen.push((current = { schluessel: randomUUID(), quittung: null }));
      await submit(address, current).catch(() => sleep(100));
      if (current.quittung) current = null;
    }
    while (current && !current.quittung) await submit(address, current).catch(() => sleep(100));
  };
  const work = Array.from({ length: count }, office);
  return async () => {
    open = false;
    await Promise.all(work);
  };
}

interface Zeile {
  referenz: string;
  aufgaben: string;
  mails: string;
}

/** Each answered Meldung: one Vorgang, one task to confirm the proposal, one mail to the reporter, readable by its PIN. */
async function audit(
  app: App,
  dataDir: string,
  meldungen: Abgegeben[],
  before: Set<string>,
): Promise<string[]> {
  const database = await openDatabase({ dataDir });
  const read = async (): Promise<Zeile[]> => {
    const rows = await queryAsOwner<Zeile>(
      database.url,
      `
      SELECT v.referenz,
        (SELECT count(*) FROM user_task t WHERE t.instance_id = v.instance_id AND t.status = 'open') AS aufgaben,
        (SELECT count(*) FROM nachricht n WHERE n.vorgang_id = v.id) AS mails
      FROM vorgang v WHERE v.art = 'meldung' AND v.tenant_id = '${fall?.kommune}'`,
    );
    return rows.filter(({ referenz }) => !before.has(referenz));
  };
  try {
    const settled = async () =>
      (await read()).every(({ aufgaben, mails }) => aufgaben === '1' && mails === '1');
    await waitFor('alle Meldungen liegen im Eingang', settled, 60_000).catch(() => null);
    const rows = new Map((await read()).map((row) => [row.referenz, row]));
    const broken = [];
    for (const { quittung } of meldungen) {
      const row = rows.get(quittung?.referenz ?? '');
      if (!row) broken.push(`${quittung?.referenz} was answered and is missing`);
      else if (row.aufgaben !== '1' || row.mails !== '1')
        broken.push(`${row.referenz} has ${row.aufgaben} open tasks and ${row.mails} mails`);
    }
    if (rows.size !== meldungen.length) broken.push(`${rows.size} cases for ${meldungen.length} Meldungen`);
    const last = meldungen.at(-1)?.quittung;
    const status = await fetch(`${app.address}/api/oeffentlich/status`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ referenz: last?.referenz, pin: last?.pin }),
    });
    if (status.status !== 200) broken.push(`the status of ${last?.referenz} answers ${status.status}`);
    return broken;
  } finally {
    await database.stop();
  }
}

async function references(dataDir: string): Promise<Set<string>> {
  const database = await openDatabase({ dataDir });
  const rows = await queryAsOwner<{ referenz: string }>(database.url, 'SELECT referenz FROM vorgang').finally(
    () => database.stop(),
  );
  return new Set(rows.map(({ referenz }) => referenz));
}

/** Kills the program with -9 while offices report, starts it again, and so on; then counts. */
export async function killWhileReporting(kills: number): Promise<Bilanz> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zst-crash-'));
  const env = {
    DATA_DIR: dataDir,
    PORT: String(await freePort()),
    LIMIT_MELDUNG: '1000000',
    LIMIT_ALLGEMEIN: '1000000',
  };
  const program = 'apps/server/dist/main.js';
  const meldungen: Abgegeben[] = [];
  let app = await startApp(env, program);
  try {
    await waitFor('die Beispielfälle', async () => app.output().includes('Beispielfälle'));
    const before = await references(dataDir);
    const finish = offices(4, app.address, meldungen);
    for (let kill = 0; kill < kills; kill++) {
      await sleep(500 + Math.random() * 1500);
      await app.kill();
      app = await startApp(env, program);
    }
    await finish();
    return { kills, answered: meldungen.length, broken: await audit(app, dataDir, meldungen, before) };
  } finally {
    await app.stop();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
}
