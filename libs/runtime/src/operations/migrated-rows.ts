import type { Definition, InstanceState } from '@zusteuerung/engine';
import { runPrepared, type Statement } from '../database/prepared.js';
import type { CompiledPackage } from '../definitions/definitions.js';
import type { ProcessInstance } from '../entities/instance.js';
import { jsonb } from '../execution/jsonb.js';
import type { Transaction } from '../types.js';

type Wait = InstanceState['waits'][string];

// $1 instance, $2 its wait states as they are in the new version, $3 version, $4 process, $5 its incidents.
const rows: Statement = {
  name: 'relocate-instance',
  text: `WITH place AS (SELECT * FROM jsonb_to_recordset($2::jsonb)
      AS p(key text, element text, name text, form text, "ownForm" boolean, headers jsonb)),
    tasks AS (
      UPDATE user_task t SET element_id = p.element, name = coalesce(p.name, t.name),
        form_id = CASE WHEN p."ownForm" THEN p.form ELSE t.form_id END, headers = coalesce(p.headers, t.headers)
      FROM place p WHERE t.instance_id = $1::uuid AND t.key = p.key AND t.status = 'open'),
    timers AS (
      UPDATE timer t SET element_id = p.element FROM place p
      WHERE t.instance_id = $1 AND t.key = p.key AND t.status = 'open' AND t.element_id <> p.element),
    subscriptions AS (
      UPDATE subscription s SET element_id = p.element FROM place p
      WHERE s.instance_id = $1 AND s.key = p.key AND s.element_id <> p.element),
    jobs AS (
      UPDATE outbox o SET payload = jsonb_set(o.payload, '{elementId}', to_jsonb(p.element)) FROM place p
      WHERE o.instance_id = $1 AND o.key = p.key AND o.status IN ('pending', 'queued', 'dead')
        AND o.payload->>'elementId' <> p.element),
    incidents AS (
      UPDATE incident i SET element_id = p.element, process_id = $4::text
      FROM jsonb_to_recordset($5::jsonb) AS p(key text, element text)
      WHERE i.instance_id = $1 AND i.key = p.key)
    UPDATE process_instance SET deployment_id = $3::uuid, process_id = $4 WHERE id = $1`,
};

/** Brings the rows of an instance that has moved to another version in line with it. */
export async function relocate(
  tx: Transaction,
  { definition }: CompiledPackage,
  { id, deploymentId, processId, state }: ProcessInstance,
): Promise<void> {
  const places = Object.values(state.waits).map((wait) => {
    const source = sourceOf(definition, state, wait);
    const own = { key: wait.key, element: wait.element };
    if (wait.kind !== 'userTask' || !source) return own;
    const { form, headers } = source.extensions;
    const formId = form?.formId ?? form?.formKey ?? null;
    return {
      ...own,
      name: source.name ?? wait.element,
      form: formId,
      ownForm: !formId?.startsWith('='),
      headers,
    };
  });
  const incidents = Object.values(state.tokens).flatMap(({ incident }) => incident ?? []);
  await runPrepared(tx, rows, [id, jsonb(places), deploymentId, processId, jsonb(incidents)]);
}

/** The forms of the open tasks of instances, by instance and key of the wait state. */
export async function openForms(tx: Transaction, instanceIds: string[]): Promise<Map<string, OpenForms>> {
  const found = await tx.query<{ instance: string; key: string; form: string }[]>(
    `SELECT instance_id AS instance, key, form_id AS form FROM user_task
     WHERE instance_id = ANY($1::uuid[]) AND status = 'open' AND form_id IS NOT NULL`,
    [instanceIds],
  );
  const forms = new Map<string, OpenForms>();
  for (const { instance, key, form } of found) forms.set(instance, { ...forms.get(instance), [key]: form });
  return forms;
}

export type OpenForms = Record<string, string>;

/** Forms that open tasks would keep in the new version, because only an expression names them, and that it lacks. */
export function lostForms(
  { definition, forms }: CompiledPackage,
  state: InstanceState,
  open: OpenForms,
): { element: string; form: string }[] {
  return Object.values(state.waits).flatMap((wait) => {
    const form = open[wait.key];
    if (wait.kind !== 'userTask' || form === undefined || forms.has(form)) return [];
    const own = sourceOf(definition, state, wait)?.extensions.form?.formId;
    return own?.startsWith('=') ? [{ element: wait.element, form }] : [];
  });
}

function sourceOf({ processes }: Definition, { scopes, tokens }: InstanceState, wait: Wait) {
  const scope = scopes[tokens[wait.token ?? '']?.scope ?? ''];
  return scope && processes.get(scope.process)?.scopes.get(scope.element)?.nodes.get(wait.element)?.source;
}
