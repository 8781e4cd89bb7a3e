import { randomUUID } from 'node:crypto';
import {
  approveErasure,
  AuditWorker,
  beginningOf,
  ErasureWorker,
  oldMailsAt,
  eraseVorgang,
  readEraseList,
  reapplyErasures,
  verifyAudit,
  type ErasureRequest,
} from '@zusteuerung/runtime';
import { placesOf } from '../support/scan.js';
import { World } from './world.js';

let world: World;

beforeAll(async () => {
  world = await World.open();
  await world.query(
    `INSERT INTO organisation (tenant_id, id, name, art) VALUES ('rheine', 'caritas', 'C', 'traeger')`,
  );
});
afterAll(() => world.close());

const secret = 'Samira Haddad';
let number = 0;

/** A case with a completed task and something of the person in every table that knows cases. */
async function vorgang({ ended = true } = {}): Promise<{ id: string; instanceId: string; referenz: string }> {
  const id = randomUUID();
  const referenz = `RHE-${++number}`;
  const { instanceId } = await world.start('aufgabe', { gruppe: 'caritas:case_management', notiz: secret });
  const [task] = await world.query<{ id: string }>('SELECT id FROM user_task WHERE instance_id = $1', [
    instanceId,
  ]);
  if (ended) await world.complete(task!.id, 'frau-kaya', null, { grund: secret });
  await world.query(
    `INSERT INTO vorgang (id, tenant_id, art, referenz, instance_id, prozess, titel, status, antworten)
     VALUES ($1, 'rheine', 'meldung', $2, $3, 'aufgabe', $4, 'uebergeben', jsonb_build_object('anlass', $4::text))`,
    [id, referenz, instanceId, secret],
  );
  const each = [
    `INSERT INTO vorgang_person VALUES ($1, 'rheine', jsonb_build_object('name', $2::text))`,
    `INSERT INTO rueckmeldung (vorgang_id, tenant_id, text) VALUES ($1, 'rheine', $2)`,
    `INSERT INTO nachricht (vorgang_id, tenant_id, empfaenger, betreff, text, status) VALUES ($1, 'rheine', $2, $2, $2, 's')`,
    `INSERT INTO einwilligung (vorgang_id, tenant_id, text, text_sha256, sprache, empfaenger, zwecke, form, durch,
       besondere, erteilt_am, erfasst_von)
     VALUES ($1, 'rheine', $2, 'x', 'de', '{}', '{}', 'schriftlich', 'person', true, current_date, 'x')`,
  ];
  for (const sql of each) await world.query(sql, [id, secret]);
  await world.query(
    `INSERT INTO beteiligung (vorgang_id, tenant_id, organisation_id, art) VALUES ($1, 'rheine', 'caritas', 'bearbeitung')`,
    [id],
  );
  await world.query(
    `INSERT INTO idempotency_key VALUES ('rheine', $1, 'f', jsonb_build_object('referenz', $1::text, 'von', $2::text))`,
    [referenz, secret],
  );
  await world.query(
    `INSERT INTO message (tenant_id, name, correlation_key, variables, actor, fresh, created_at, expires_at, forget_at)
     VALUES ('rheine', 'm', $1, jsonb_build_object('wer', $2::text), 'x', false, now(), now(), now())`,
    [referenz, secret],
  );
  await world.query(
    `INSERT INTO signal_delivery (tenant_id, signal, variables, actor, instance_id, created_at, available_at)
     VALUES ('rheine', 's', jsonb_build_object('wer', $2::text), 'x', $1, now(), now() + interval '1 day')`,
    [instanceId, secret],
  );
  return { id, instanceId, referenz };
}

const erase = (vorgangId: string, more: Partial<ErasureRequest> = {}) =>
  world.inTenant((tx) =>
    eraseVorgang(tx, { tenant: 'rheine', vorgangId, actor: 'frau-kaya', anlass: 'anfrage', ...more }),
  );
const verify = async () => {
  while ((await new AuditWorker(world.database.dataSource).runOnce()) > 0);
  return world.inTenant((tx) => verifyAudit(tx, 'rheine'));
};

test('after the erasure nothing of the person is left, and the audit log stays whole', async () => {
  const { id, instanceId } = await vorgang();
  // Otherwise the search below would find nothing anyway.
  expect(await placesOf(world.query.bind(world), [secret])).toEqual(
    expect.arrayContaining([
      'public.einwilligung.text',
      'public.idempotency_key.response',
      'public.instance_event.data',
      'public.message.variables',
      'public.nachricht.text',
      'public.process_instance.state',
      'public.signal_delivery.variables',
      'public.user_task.result',
      'public.vorgang.titel',
      'public.vorgang_person.daten',
    ]),
  );
  expect(await erase(id, { aktenzeichen: 'DS-12/2026' })).toBe('erased');
  expect(await placesOf(world.query.bind(world), [secret])).toEqual([]);
  // Only audit entries know the ids, and they hold no content.
  const places = await placesOf(world.query.bind(world), [id, instanceId]);
  expect(places).toEqual(['public.audit_entry.subject_id']);
  const report = await verify();
  expect(report.defects).toEqual([]);
  expect(report.erased).toBeGreaterThan(1);
  const facts = await world.query('SELECT art, ergebnis, organisation, tage FROM vorgang_statistik');
  expect(facts).toEqual([{ art: 'meldung', ergebnis: 'uebergeben', organisation: 'caritas', tage: 0 }]);
  expect(
    await world.query(
      `SELECT actor, subject_type AS of, data FROM audit_entry WHERE action = 'erased' ORDER BY id`,
    ),
  ).toEqual(
    ['vorgang', 'instance'].map((of) => ({
      actor: 'frau-kaya',
      of,
      data: { anlass: 'anfrage', aktenzeichen: 'DS-12/2026' },
    })),
  );
});

test('a running case and one with a legal hold stay', async () => {
  const running = await vorgang({ ended: false });
  expect(await erase(running.id)).toBe('running');
  const held = await vorgang();
  const hold = (bis: string) =>
    world.query(
      `INSERT INTO loeschsperre (vorgang_id, tenant_id, grund, bis, gesetzt_von)
       VALUES ($1, 'rheine', 'Klage', ${bis}, 'x') ON CONFLICT (vorgang_id) DO UPDATE SET bis = excluded.bis`,
      [held.id],
    );
  await hold('NULL');
  expect(await erase(held.id)).toBe('held');
  await hold('current_date');
  expect(await erase(held.id)).toBe('held');
  expect(await world.count('vorgang_person', 'vorgang_id = $1', [held.id])).toBe(1);
  await hold('current_date - 1');
  expect(await erase(held.id)).toBe('erased');
  expect(await erase(held.id)).toBe('unknown');
  expect(await erase(running.id, { tenant: 'aachen' })).toBe('unknown');
});

test('a legal hold that is being set while the erasure runs is kept, whichever began first', async () => {
  const { id } = await vorgang();
  let erasing: Promise<unknown> = Promise.resolve();
  await world.inTenant(async (tx) => {
    await tx.query('SELECT 1 FROM vorgang WHERE id = $1 FOR UPDATE', [id]);
    await tx.query(
      `INSERT INTO loeschsperre (vorgang_id, tenant_id, grund, gesetzt_von) VALUES ($1, 'rheine', 'Klage', 'x')`,
      [id],
    );
    erasing = erase(id);
    // Until it waits for us, it proves nothing.
    const waits = `SELECT 1 FROM pg_locks WHERE NOT granted AND locktype IN ('transactionid', 'tuple')`;
    while ((await world.query(waits)).length === 0);
  });
  expect(await erasing).toBe('held');
  expect(await world.count('vorgang_person', 'vorgang_id = $1', [id])).toBe(1);
});

test('mails go after their own time: neither young ones nor those on their way nor those of a case on hold', async () => {
  const cases = [await vorgang(), await vorgang(), await vorgang(), await vorgang(), await vorgang()];
  const [old, young, underWay, held, heldSince] = cases.map(({ id }) => id);
  const age = (id: string | undefined, set: string) =>
    world.query(`UPDATE nachricht SET ${set} WHERE vorgang_id = $1`, [id]);
  for (const id of [old, held, heldSince]) await age(id, `created_at = now() - interval '13 months'`);
  await age(young, `created_at = now() - interval '11 months'`);
  await age(underWay, `created_at = now() - interval '13 months', status = 'offen'`);
  const hold = (id: string | undefined) =>
    world.query(
      `INSERT INTO loeschsperre (vorgang_id, tenant_id, grund, gesetzt_von) VALUES ($1, 'rheine', 'Klage', 'x')`,
      [id],
    );
  await hold(held);
  const klasse = 'nachrichten';
  const ids = await world.inTenant(async (tx) => {
    const due = await oldMailsAt(tx, 'rheine', 'P1Y', beginningOf(tx));
    await approveErasure(tx, { tenant: 'rheine', klasse, actor: 'frau-kaya', ids: due });
    return due;
  });
  expect(ids).toHaveLength(2);
  // What is already in the hands of a worker is not proposed again.
  expect(await world.inTenant((tx) => oldMailsAt(tx, 'rheine', 'P1Y', beginningOf(tx)))).toEqual([]);
  await hold(heldSince);
  while ((await new ErasureWorker(world.database.dataSource).runOnce()) > 0);
  const left = await world.query<{ id: string }>(
    'SELECT vorgang_id AS id FROM nachricht WHERE vorgang_id = ANY($1::uuid[])',
    [cases.map(({ id }) => id)],
  );
  expect(left.map(({ id }) => id).sort()).toEqual([young, underWay, held, heldSince].sort());
  expect(await world.count('vorgang', 'id = $1', [old])).toBe(1);
  expect(
    await world.query(
      'SELECT anzahl, geloescht, finished_at IS NOT NULL AS fertig FROM loeschlauf WHERE klasse = $1',
      [klasse],
    ),
  ).toEqual([{ anzahl: 2, geloescht: 1, fertig: true }]);
});

test('an Anliegen outlives the case it came from', async () => {
  const fall = await vorgang();
  const anliegen = await vorgang();
  await world.query(`UPDATE vorgang SET parent_vorgang_id = $1 WHERE id = $2`, [fall.id, anliegen.id]);
  expect(await erase(fall.id)).toBe('erased');
  expect(await world.count('vorgang', 'id = $1 AND parent_vorgang_id IS NULL', [anliegen.id])).toBe(1);
});

const kept = ['process_instance', 'instance_event', 'user_task', 'audit_salt', 'vorgang', 'vorgang_person'];

/** The tables as a backup holds them, and a way to bring them back. */
async function backup(): Promise<() => Promise<void>> {
  const tables = new Map<string, string>();
  for (const table of kept) {
    const [row] = await world.query<{ rows: unknown }>(
      `SELECT jsonb_agg(to_jsonb(t)) AS rows FROM ${table} t`,
    );
    tables.set(table, JSON.stringify(row?.rows ?? []));
  }
  return async () => {
    for (const [table, rows] of tables)
      await world.query(
        `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)
         ON CONFLICT DO NOTHING`,
        [rows],
      );
  };
}

test('what a restored backup brings back is erased again, by the list in the database or one kept outside', async () => {
  const { id } = await vorgang();
  const stays = await vorgang();
  const restore = await backup();
  await erase(id);
  const outside = await readEraseList(world.database.dataSource);
  expect(await reapplyErasures(world.database.dataSource)).toBe(0);
  await restore();
  expect(await world.count('vorgang', 'id = $1', [id])).toBe(1);
  expect(await reapplyErasures(world.database.dataSource)).toBe(1);
  expect(await world.count('vorgang', 'id = $1', [id])).toBe(0);
  // A backup older than the erasure has no entry in its own list.
  await restore();
  await world.query('DELETE FROM loeschliste');
  expect(await reapplyErasures(world.database.dataSource)).toBe(0);
  expect(await reapplyErasures(world.database.dataSource, outside)).toBeGreaterThan(0);
  expect(await world.count('vorgang', 'id = $1', [id])).toBe(0);
  expect(await world.count('vorgang', 'id = $1', [stays.id])).toBe(1);
  expect((await verify()).defects).toEqual([]);
});
