import { describeMeldestatus, describeStufe } from '@zusteuerung/domain';
import {
  Beteiligung,
  InstanceEvent,
  Nachricht,
  UserTask,
  Vorgang,
  type Transaction,
} from '@zusteuerung/runtime';
import { IsNull, Not } from 'typeorm';
import type { Paket } from '../pakete/pakete.js';
import { describeVersand } from '../termine/einladung.js';
import { nameOfGruppe, readKonten, readOrganisationen } from '../zugriff/namen.js';
import type { Tiefe } from '../zugriff/sichtbarkeit.js';
import type { VerlaufEintrag } from './vorgaenge.dto.js';
import { textOf } from './vorschlag.js';

const HANDELNDE: Record<string, string> = { melder: 'Meldende Stelle' };

const BY_ITSELF = new Set(['elementActivated', 'decisionEvaluated', 'instanceCompleted', 'incidentRaised']);

const EINGRIFFE: Record<string, string> = {
  retry: 'Nach einer Störung neu versucht',
  variables: 'Angaben des Ablaufs von Hand geändert',
  move: 'Von Hand an eine andere Stelle versetzt',
  cancel: 'Von Hand abgebrochen',
  escalate: 'Von Hand eskaliert',
  migrate: 'Auf eine andere Version des Ablaufs umgezogen',
};

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
    case 'intervention': {
      const { kind, reason } = dataOf(event);
      return `${EINGRIFFE[String(kind)] ?? 'Eingriff von Hand'}. Begründung: ${String(reason)}`;
    }
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
    // What follows by itself is nobody's doing, even if somebody's step set it off.
    const actor = BY_ITSELF.has(event.type) ? null : event.actor;
    zeilen.push({ am: event.at, actor, text });
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

/** Groups by name; the reporter's address only for those who work on the case. */
function addresseeOf(
  { empfaenger, empfaengerGruppe }: Nachricht,
  tiefe: Tiefe,
  organisationen: ReadonlyMap<string, string>,
): string {
  if (empfaengerGruppe !== null) return nameOfGruppe(empfaengerGruppe, organisationen) ?? empfaengerGruppe;
  return tiefe === 'fachlich' ? `die meldende Stelle (${empfaenger})` : 'die meldende Stelle';
}

/** One line for the mails of one announcement, without the addresses: not everybody who looks at the case may know them. */
function fromEinladungen(nachrichten: Nachricht[]): Zeile[] {
  const sendungen = new Map<string, Nachricht[]>();
  for (const nachricht of nachrichten) {
    const key = `${nachricht.createdAt.toISOString()} ${nachricht.betreff}`;
    sendungen.set(key, [...(sendungen.get(key) ?? []), nachricht]);
  }
  return [...sendungen.values()].flatMap((mails) => {
    const erste = mails[0];
    const personen = new Set(mails.map(({ empfaenger }) => empfaenger)).size;
    const text = erste && describeVersand(erste.betreff, personen);
    return text ? [{ am: erste.createdAt, actor: null, text }] : [];
  });
}

const isEinladung = ({ kalender, betreff }: Nachricht): boolean =>
  kalender !== null && describeVersand(betreff, 1) !== null;

/** One line for all mails of a notification to the same addressee, and one for all of a meeting. */
async function fromNachrichten(tx: Transaction, vorgang: Vorgang, tiefe: Tiefe): Promise<Zeile[]> {
  const nachrichten = await tx.find(Nachricht, {
    where: { vorgangId: vorgang.id },
    order: { createdAt: 'ASC' },
  });
  const organisationen = await readOrganisationen(tx, vorgang.tenantId);
  const zeilen = new Map<string, Zeile>();
  for (const nachricht of nachrichten.filter((one) => !isEinladung(one))) {
    const text = `Nachricht an ${addresseeOf(nachricht, tiefe, organisationen)}: ${nachricht.betreff}`;
    zeilen.set(`${nachricht.createdAt.toISOString()} ${text}`, {
      am: nachricht.createdAt,
      actor: null,
      text,
    });
  }
  return [...zeilen.values(), ...fromEinladungen(nachrichten.filter(isEinladung))];
}

const ENDE: Record<string, string> = {
  erledigt: 'ihr Teil ist erledigt',
  entfallen: 'die Aufgabe ist entfallen oder die Frist abgelaufen',
  uebergang: 'eine andere Stelle hat den Fall übernommen',
  abschluss: 'der Vorgang ist beendet',
};

/** When organisations stopped taking part, and why; once for each, whatever they took part as. */
async function fromBeteiligungen(tx: Transaction, vorgang: Vorgang): Promise<Zeile[]> {
  const rows = await tx.find(Beteiligung, { where: { vorgangId: vorgang.id, bis: Not(IsNull()) } });
  const organisationen = await readOrganisationen(tx, vorgang.tenantId);
  const zeilen = rows.flatMap(({ organisationId, bis, endeGrund }) => {
    const name = organisationen.get(organisationId) ?? organisationId;
    const text = `Beteiligung von ${name} endete: ${ENDE[endeGrund ?? ''] ?? 'ohne Angabe'}`;
    return bis ? [{ am: bis, actor: null, text }] : [];
  });
  return [...new Map(zeilen.map((zeile) => [`${zeile.am.toISOString()} ${zeile.text}`, zeile])).values()];
}

/** Who reported is named only to those who work on the case. */
function withoutMelder(zeilen: Zeile[], events: InstanceEvent[], vorgang: Vorgang, tiefe: Tiefe): Zeile[] {
  const melder = events.find(({ type }) => type === 'instanceStarted')?.actor;
  if (vorgang.art !== 'meldung' || tiefe === 'fachlich' || !melder) return zeilen;
  return zeilen.map((zeile) => (zeile.actor === melder ? { ...zeile, actor: 'melder' } : zeile));
}

/** What happened, oldest first, in sentences for people. */
export async function readVerlauf(
  tx: Transaction,
  vorgang: Vorgang,
  { paket, events, tiefe }: { paket: Paket; events: InstanceEvent[]; tiefe: Tiefe },
): Promise<VerlaufEintrag[]> {
  const instanceId = vorgang.instanceId ?? '';
  const tasks = await tx.findBy(UserTask, { instanceId });
  const all = [
    ...fromTasks(tasks),
    ...fromEvents(events, vorgang, paket),
    ...(await fromNachrichten(tx, vorgang, tiefe)),
    ...(await fromBeteiligungen(tx, vorgang)),
  ];
  const zeilen = withoutMelder(all, events, vorgang, tiefe);
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
