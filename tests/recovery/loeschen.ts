import { setTimeout as sleep } from 'node:timers/promises';
import { inTenant, openDatabase, verifyAudit, wholeTenant } from '@zusteuerung/runtime';
import { freePort } from '../support/app.js';
import { progress, random } from '../support/random.js';
import { placesOf } from '../support/scan.js';
import { fall } from './meldungen.js';
import { Services } from './services.js';

export interface ErasurePlan {
  cases: number;
  /** how often the worker is killed with -9 while it erases them */
  kills: number;
}

export interface ErasureReport extends ErasurePlan {
  seed: number;
  /** kills that came while some were erased and some not */
  between: number;
  auditEntries: number;
  /** one sentence per broken promise */
  broken: string[];
}

const name = (n: number) => `Zenobia${n}Quirinius`;
const kommune = fall?.kommune ?? '';

async function reportCases(services: Services, cases: number): Promise<void> {
  const api = await services.api(await freePort());
  try {
    for (let n = 0; n < cases; n++) {
      const response = await fetch(`${api.address}/api/oeffentlich/kommunen/${kommune}/meldungen`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          zugang: fall?.zugang,
          antworten: { ...fall?.antworten, person_nachname: name(n), melder_name: name(n) },
        }),
      });
      if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
    }
  } finally {
    await api.stop();
  }
}

// Slowed down, so that a kill finds something half done: a chunk takes about a second.
const approve = `
UPDATE process_instance SET status = 'completed', updated_at = now() - interval '2 years';
CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.05); RETURN OLD; END';
CREATE TRIGGER slowly BEFORE DELETE ON vorgang_person FOR EACH ROW EXECUTE FUNCTION slowly();
WITH lauf AS (
  INSERT INTO loeschlauf (tenant_id, klasse, freigegeben_von, anzahl)
  SELECT tenant_id, 'meldung', 'system', count(*) FROM vorgang GROUP BY 1 RETURNING id, tenant_id)
INSERT INTO loeschlauf_posten (tenant_id, lauf_id, objekt_id, status)
SELECT v.tenant_id, lauf.id, v.id, 'wartet' FROM vorgang v JOIN lauf USING (tenant_id)`;

interface Left {
  waiting: number;
  erased: number;
  listed: number;
  facts: number;
  cases: number;
  people: number;
  instances: number;
  strays: number;
}

// What is left of each case: all of it or nothing.
const left = `
SELECT (SELECT count(*)::int FROM loeschlauf_posten WHERE status = 'wartet') AS waiting,
       (SELECT sum(geloescht)::int FROM loeschlauf) AS erased,
       (SELECT count(*)::int FROM loeschliste) AS listed,
       (SELECT count(*)::int FROM vorgang_statistik) AS facts,
       (SELECT count(*)::int FROM vorgang) AS cases,
       (SELECT count(*)::int FROM vorgang_person) AS people,
       (SELECT count(*)::int FROM process_instance) AS instances,
       (SELECT count(*)::int FROM nachricht WHERE vorgang_id IS NULL) AS strays`;

function halves(cases: number, { waiting, erased, listed, facts, strays, ...rows }: Left): string[] {
  const same = (is: number, should: number, what: string) =>
    is === should ? [] : [`${what}: ${is}, not ${should}`];
  return [
    ...same(waiting + erased, cases, 'waiting and erased together'),
    ...same(listed, erased, 'on the erase list'),
    ...same(facts, erased, 'kept as facts'),
    ...same(strays, 0, 'mails without a case'),
    ...Object.entries(rows).flatMap(([table, count]) => same(count, waiting, table)),
  ];
}

/** Kills the worker while it erases, looks at what is there each time, lets it finish, and looks for anything left. */
export async function killWhileErasing(plan: ErasurePlan, seed: number): Promise<ErasureReport> {
  const services = await Services.start({});
  const next = random(seed);
  const broken: string[] = [];
  let between = 0;
  try {
    await reportCases(services, plan.cases);
    progress(`${plan.cases} cases reported`);
    await services.query(approve);
    const look = async () => (await services.query<Left>(left))[0] as Left;
    for (let kill = 0; kill < plan.kills; kill++) {
      const before = await look();
      const worker = services.worker();
      for (let wait = 0; wait < 300 && (await look()).erased === before.erased; wait++) await sleep(50);
      await sleep(next() * 1000);
      await worker.kill();
      // PostgreSQL notices a moment later that nobody is there any more.
      await sleep(200);
      const after = await look();
      progress(`kill ${kill + 1}: ${after.erased} of ${plan.cases} erased`);
      if (after.waiting > 0 && after.erased > 0) between++;
      broken.push(...halves(plan.cases, after).map((text) => `kill ${kill + 1}: ${text}`));
    }
    const last = services.worker();
    await services
      .until('all is erased', `SELECT count(*) FROM loeschlauf WHERE finished_at IS NULL`, 300_000)
      .finally(() => last.kill());
    broken.push(...halves(plan.cases, await look()));
    const places = await placesOf(services.query, ['Zenobia']);
    if (places.length > 0) broken.push(`names are left in ${places.join(', ')}`);
    const { entries, defects } = await verify(services);
    broken.push(...defects);
    return { ...plan, seed, between, auditEntries: entries, broken };
  } finally {
    await services.stop();
  }
}

async function verify(services: Services): Promise<{ entries: number; defects: string[] }> {
  const last = services.worker();
  await services
    .until('the chain is whole', 'SELECT count(*) FROM audit_pending', 60_000)
    .finally(() => last.kill());
  const database = await openDatabase({ url: services.url, dataDir: '' });
  try {
    const report = await inTenant(database.dataSource, wholeTenant(kommune), (tx) =>
      verifyAudit(tx, kommune),
    );
    const [row] = await services.query<{ n: number }>('SELECT count(*)::int AS n FROM audit_entry');
    return { entries: row?.n ?? 0, defects: report.defects.map((defect) => JSON.stringify(defect)) };
  } finally {
    await database.stop();
  }
}
