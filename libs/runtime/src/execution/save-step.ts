import type { Effect, EngineEvent, Json } from '@zusteuerung/engine';
import { auditStep, auditSteps } from '../audit/entry.js';
import { runPrepared, type Statement } from '../database/prepared.js';
import type { ProcessInstance } from '../entities/instance.js';
import type { Transaction } from '../types.js';
import { jsonb } from './jsonb.js';
import { sending, type Sent } from './sending.js';
import { closings, eventsAndOpenings, type StepSource } from './step-sql.js';

/** An intervention stands in the history beside what the engine reports. */
export type LoggedEvent =
  EngineEvent | { type: 'intervention'; elementId: string; key?: string; data: Record<string, Json> };

/** What a step left behind. */
export interface Step {
  /** as it is after the step; revision 1: the step that started it */
  instance: ProcessInstance;
  events: LoggedEvent[];
  effects: Effect[];
  /** the messages and signals among the effects, addressed */
  sent: Sent[];
  actor: string;
  at: Date;
  /** traceparent of the step */
  trace: string | null;
}

// A step is written by one statement. Its parameters:
// $1 instance, $2 tenant, $3 instant, $4 actor, $5 events before this step, $6 events, $7 what opens, $8 state,
// $9 status, $10 revision, $11 event count; of a new instance $12 deployment, $13 process, $14 business key; of an old
// one $12 what closes; last, when there is something to send, that.
const insertInstance = `
INSERT INTO process_instance (id, tenant_id, state, status, revision, event_count, deployment_id, process_id,
                              business_key, created_at, updated_at)
VALUES ($1::uuid, $2::text, $8::jsonb, $9::text, $10::int, $11::int, $12::uuid, $13::text, $14::text,
        $3::timestamptz, $3::timestamptz)`;

const updateInstance = `
UPDATE process_instance SET state = $8::jsonb, status = $9::text, revision = $10::int, event_count = $11::int,
       updated_at = $3::timestamptz
WHERE id = $1::uuid AND tenant_id = $2::text`;

const parameters: StepSource = {
  steps: '',
  id: '$1::uuid',
  tenant: '$2::text',
  at: '$3::timestamptz',
  actor: '$4::text',
  before: '$5::int',
  events: '$6::jsonb',
  opened: '$7::jsonb',
  closed: '$12::jsonb',
};
const written = eventsAndOpenings(parameters);

const start = `WITH instance AS (${insertInstance}), ${written}, ${auditStep(true)}`;
const command = `WITH instance AS (${updateInstance}), ${written}, ${closings(parameters)}, ${auditStep(false)}`;
const saveStart: Statement = { name: 'save-start', text: `${start} SELECT 1` };
const saveCommand: Statement = { name: 'save-command', text: `${command} SELECT 1` };
// Statements of their own, so that steps that send nothing don't pay for it.
const saveStartSending: Statement = {
  name: 'save-start-sending',
  text: `${start}, ${sending('$15')} SELECT 1`,
};
const saveCommandSending: Statement = {
  name: 'save-command-sending',
  text: `${command}, ${sending('$13')} SELECT 1`,
};

// The same for steps of several old instances: $1 the steps, $2 tenant.
const listed: StepSource = {
  steps: 'step s CROSS JOIN LATERAL ',
  id: 's.id',
  tenant: '$2::text',
  at: 's.at',
  actor: 's.actor',
  before: 's.before',
  events: 's.events',
  opened: 's.opened',
  closed: 's.closed',
};
const saveCommands: Statement = {
  name: 'save-commands',
  text: `WITH step AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS s(
      n int, id uuid, at timestamptz, actor text, before int, events jsonb, opened jsonb, closed jsonb, state jsonb,
      status text, revision int, event_count int)
  ), instance AS (
    UPDATE process_instance p SET state = s.state, status = s.status, revision = s.revision,
           event_count = s.event_count, updated_at = s.at
    FROM step s WHERE p.id = s.id AND p.tenant_id = $2::text
  ), ${eventsAndOpenings(listed)}, ${closings(listed)}, ${auditSteps} SELECT 1`,
};

/** Writes the steps of several instances of a tenant, one of each; none started its instance or sends anything. */
export async function saveSteps(tx: Transaction, tenant: string, steps: Step[]): Promise<void> {
  const rows = steps.map(({ instance, events, effects, actor, at, trace }, n) => {
    const { id, state, status, revision, eventCount: event_count } = instance;
    const { opened, closed } = lasting(effects, trace);
    const before = event_count - events.length;
    return { n, id, at, actor, before, events, opened, closed, state, status, revision, event_count };
  });
  await runPrepared(tx, saveCommands, [jsonb(rows), tenant]);
}

/** Writes the instance's state, its history and the rows its effects ask for. */
export async function saveStep(
  tx: Transaction,
  { instance, events, effects, sent, actor, at, trace }: Step,
): Promise<void> {
  const { opened, closed } = lasting(effects, trace);
  const { id, tenantId, state, status, revision, eventCount, deploymentId, processId, businessKey } =
    instance;
  const before = eventCount - events.length;
  const common = [
    id,
    tenantId,
    at,
    actor,
    before,
    jsonb(events),
    jsonb(opened),
    jsonb(state),
    status,
    revision,
    eventCount,
  ];
  const isStart = revision === 1;
  const values = [...common, ...(isStart ? [deploymentId, processId, businessKey] : [jsonb(closed)])];
  if (sent.length === 0) await runPrepared(tx, isStart ? saveStart : saveCommand, values);
  else await runPrepared(tx, isStart ? saveStartSending : saveCommandSending, [...values, jsonb(sent)]);
}

/** What opens and closes within one step leaves no row (the parts of a statement don't see each other's rows). */
function lasting(effects: Effect[], trace: string | null): { opened: Effect[]; closed: Effect[] } {
  const opens = effects.filter(({ type }) => type.startsWith('open'));
  const closes = effects.filter(({ type }) => type.startsWith('close'));
  const openedKeys = new Set(opens.map(({ key }) => key));
  const closedKeys = new Set(closes.map(({ key }) => key));
  const opened = opens.filter(({ key }) => !closedKeys.has(key));
  return {
    opened: trace ? opened.map((effect) => ({ ...effect, trace })) : opened,
    closed: closes.filter(({ key }) => !openedKeys.has(key)),
  };
}
