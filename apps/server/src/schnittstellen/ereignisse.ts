import type { StepNotice, Transaction } from '@zusteuerung/runtime';
import { currentTrace, runPrepared, type Json, type Statement } from '@zusteuerung/runtime';

/** What another system can hear of, with a sentence for those who choose. */
export const EREIGNISSE = {
  'zusteuerung.vorgang.begonnen': 'Eine Meldung ist eingegangen oder ein Anliegen wurde erhoben',
  'zusteuerung.vorgang.stand': 'Der Stand oder die Stufe eines Vorgangs hat sich geändert',
  'zusteuerung.vorgang.beendet': 'Ein Vorgang ist abgeschlossen',
  'zusteuerung.vorgang.stoerung': 'Ein Vorgang ist gestört',
  'zusteuerung.aufgabe.offen': 'Eine Stelle hat eine neue Aufgabe',
  'zusteuerung.aufgabe.erledigt': 'Eine Aufgabe ist erledigt oder weggefallen',
} as const;
export type Ereignisart = keyof typeof EREIGNISSE;

/** An event as it is kept until it is sent; holds references, never personal data. */
export interface Ereignis {
  type: Ereignisart;
  /** instant of the step, ISO 8601 */
  time: string;
  /** the step's number within its instance, so that a receiver can order what arrives */
  sequence: number;
  data: Record<string, Json>;
}

function ofEvents({ events }: StepNotice): [Ereignisart, Record<string, Json>][] {
  return events.flatMap(({ type, elementId, properties, data }): [Ereignisart, Record<string, Json>][] => {
    const stand = properties?.['meldestatus'];
    const stufe = properties?.['stufe'];
    switch (type) {
      case 'instanceStarted':
        return [['zusteuerung.vorgang.begonnen', {}]];
      case 'instanceCompleted':
      case 'instanceTerminated':
        return [['zusteuerung.vorgang.beendet', { abgebrochen: type === 'instanceTerminated' }]];
      case 'incidentRaised':
        return [['zusteuerung.vorgang.stoerung', { element: elementId, code: codeOf(data) }]];
      case 'elementActivated':
        if (!stand && !stufe) return [];
        return [['zusteuerung.vorgang.stand', { ...(stand && { stand }), ...(stufe && { stufe }) }]];
      default:
        return [];
    }
  });
}

function codeOf(data: unknown): string | null {
  const code = typeof data === 'object' && data !== null && 'code' in data ? data.code : null;
  return typeof code === 'string' ? code : null;
}

function ofEffects({ effects }: StepNotice): [Ereignisart, Record<string, Json>][] {
  return effects.flatMap((effect): [Ereignisart, Record<string, Json>][] => {
    if (effect.type === 'openUserTask') {
      const { key, elementId, name, candidateGroups, dueDate } = effect;
      const aufgabe = { schluessel: key, element: elementId, name, gruppen: candidateGroups };
      return [['zusteuerung.aufgabe.offen', { aufgabe: { ...aufgabe, faelligAm: dueDate ?? null } }]];
    }
    if (effect.type !== 'closeUserTask') return [];
    const aufgabe = { schluessel: effect.key, erledigt: effect.reason === 'completed' };
    return [['zusteuerung.aufgabe.erledigt', { aufgabe }]];
  });
}

/** What a step is to other systems. */
export function ereignisseOf(notice: StepNotice): Ereignis[] {
  const { processId, revision, businessKey } = notice.instance;
  return [...ofEvents(notice), ...ofEffects(notice)].map(([type, data]) => ({
    type,
    time: notice.at.toISOString(),
    sequence: revision,
    data: { referenz: businessKey, prozess: processId, ...data },
  }));
}

// $1 tenant, $2 instance, $3 step's number, $4 events, $5 trace. One entry for each webhook that wants an event.
const hinterlegen: Statement = {
  name: 'enqueue-webhooks',
  text: `INSERT INTO outbox (tenant_id, instance_id, key, job_type, awaited, payload, status, max_attempts,
                             available_at, created_at, trace)
    SELECT $1, $2::uuid, concat_ws(':', 'webhook', $3::text, e.n, w.id), 'webhook', false,
           jsonb_build_object('elementId', '', 'headers', '{}'::jsonb,
             'variables', jsonb_build_object('webhook', w.id, 'ereignis', e.ereignis)),
           'pending', 15, now(), now(), $5
    FROM webhook w, jsonb_array_elements($4::jsonb) WITH ORDINALITY AS e(ereignis, n)
    WHERE w.tenant_id = $1 AND w.aktiv AND e.ereignis->>'type' = ANY (w.ereignisse)`,
};

/** Hands out to the municipality's webhooks what a step of a Vorgang means to them, with the step's transaction. */
export async function notifyWebhooks(tx: Transaction, notice: StepNotice): Promise<void> {
  const { tenantId, id, revision, businessKey } = notice.instance;
  if (!businessKey) return;
  const ereignisse = ereignisseOf(notice);
  if (ereignisse.length === 0) return;
  const values = [tenantId, id, String(revision), JSON.stringify(ereignisse), currentTrace()];
  await runPrepared(tx, hinterlegen, values);
}
