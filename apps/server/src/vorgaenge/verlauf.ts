import { describeMeldestatus, describeStufe } from '@zusteuerung/domain';
import { InstanceEvent, Nachricht, UserTask, Vorgang, type Transaction } from '@zusteuerung/runtime';
import type { Paket } from '../pakete/pakete.js';
import { readKonten } from '../zugriff/namen.js';
import type { VerlaufEintrag } from './vorgaenge.dto.js';
import { textOf } from './vorschlag.js';

const HANDELNDE: Record<string, string> = { melder: 'Meldende Stelle' };

interface Zeile {
  am: Date;
  actor: string | null;
  text: string;
}

function dataOf(event: InstanceEvent): Record<string, unknown> {
  const { data } = event;
  return typeof data === 'object' && data !== null && !Array.isArray(data) ? data : {};
}

/** Entering an element may set status or level; that is what people call progress. */
function progressOf({ properties }: InstanceEvent, vorgang: Vorgang): string | null {
  const status = vorgang.art === 'meldung' && properties?.['meldestatus'];
  if (status) return `Stand: ${describeMeldestatus(status).text}`;
  const stufe = vorgang.art === 'anliegen' && properties?.['stufe'];
  return stufe ? `Stufe: ${describeStufe(stufe)}` : null;
}

function sentenceOf(event: InstanceEvent, vorgang: Vorgang, paket: Paket): string | null {
  const name = paket.elemente.get(event.elementId)?.name ?? event.elementId;
  switch (event.type) {
    case 'instanceStarted':
      return vorgang.art === 'meldung' ? 'Meldung eingegangen' : 'Anliegen erhoben';
    case 'elementActivated':
      return progressOf(event, vorgang);
    case 'decisionEvaluated':
      return `Regel ausgewertet: ${name}`;
    case 'incidentRaised':
      return `Störung bei „${name}“: ${textOf((dataOf(event)['code'] ?? null) as string) ?? 'unbekannt'}`;
    case 'incidentResolved':
      return `Störung bei „${name}“ behoben`;
    case 'instanceCompleted':
      return 'Vorgang beendet';
    case 'instanceTerminated':
      return 'Vorgang abgebrochen';
    default:
      return null;
  }
}

function fromEvents(events: InstanceEvent[], vorgang: Vorgang, paket: Paket): Zeile[] {
  const zeilen: Zeile[] = [];
  for (const event of events) {
    const text = sentenceOf(event, vorgang, paket);
    if (
      text === null ||
      zeilen.some((zeile) => zeile.text === text && zeile.am.getTime() === event.at.getTime())
    )
      continue;
    zeilen.push({ am: event.at, actor: event.actor, text });
  }
  return zeilen;
}

function fromTasks(tasks: UserTask[]): Zeile[] {
  return tasks.flatMap(({ name, status, completedAt, completedBy }) =>
    status === 'completed' && completedAt
      ? [{ am: completedAt, actor: completedBy, text: `Aufgabe „${name}“ erledigt` }]
      : [],
  );
}

function fromNachrichten(nachrichten: Nachricht[]): Zeile[] {
  return nachrichten.map(({ createdAt, empfaenger, betreff }) => ({
    am: createdAt,
    actor: null,
    text: `Nachricht an ${empfaenger}: ${betreff}`,
  }));
}

/** What happened, oldest first, in sentences for people. */
export async function readVerlauf(
  tx: Transaction,
  vorgang: Vorgang,
  paket: Paket,
  events: InstanceEvent[],
): Promise<VerlaufEintrag[]> {
  const instanceId = vorgang.instanceId ?? '';
  const tasks = await tx.findBy(UserTask, { instanceId });
  const nachrichten = await tx.find(Nachricht, {
    where: { vorgangId: vorgang.id },
    order: { createdAt: 'ASC' },
  });
  const zeilen = [
    ...fromTasks(tasks),
    ...fromEvents(events, vorgang, paket),
    ...fromNachrichten(nachrichten),
  ];
  zeilen.sort((a, b) => a.am.getTime() - b.am.getTime());
  const namen = await readKonten(
    tx,
    zeilen.map(({ actor }) => actor),
  );
  return zeilen.map(({ am, actor, text }) => ({
    am: am.toISOString(),
    wer: actor && (namen.get(actor) ?? HANDELNDE[actor] ?? null),
    text,
  }));
}
