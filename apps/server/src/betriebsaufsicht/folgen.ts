import { describeMeldestatus } from '@zusteuerung/domain';
import type { Effect, EngineEvent } from '@zusteuerung/engine';
import type { Transaction } from '@zusteuerung/runtime';
import type { Paket } from '../pakete/pakete.js';
import { formatZeitpunkt } from '../vorgaenge/positionen.js';
import { nameOfGruppe, readOrganisationen } from '../zugriff/namen.js';
import { elementNameOf, fristOf, withNames } from './bezuege.js';
import type { Folge } from './eingriffe.dto.js';

interface Ergebnis {
  events: EngineEvent[];
  effects: Effect[];
}

const info = (text: string): Folge => ({ art: 'info', text });
const warnung = (text: string): Folge => ({ art: 'warnung', text });

/** What a step does to a case, in sentences; the same when it is only rehearsed. */
export async function describeFolgen(tx: Transaction, paket: Paket, ergebnis: Ergebnis): Promise<Folge[]> {
  const organisationen = await readOrganisationen(tx, paket.kommune.id);
  const { events } = ergebnis;
  const effects = lasting(ergebnis.effects);
  const folgen = [
    ...events.flatMap((event) => ofEvent(paket, event, events)),
    ...effects.flatMap((effect) => ofEffect(paket, effect, organisationen)),
    ...endOf(events),
  ];
  const unique = folgen.filter((one, n) => folgen.findIndex(({ text }) => text === one.text) === n);
  return unique.length > 0 ? unique : [info('Sonst ändert sich nichts.')];
}

/** What opens and closes within the step is nothing anybody sees; what is done at once is not waited for. */
function lasting(effects: Effect[]): Effect[] {
  const closed = new Set(effects.flatMap((one) => (one.type.startsWith('close') ? one.key : [])));
  const opened = new Set(effects.flatMap((one) => (one.type.startsWith('open') ? one.key : [])));
  return effects.filter(({ type, key }) => {
    if (type === 'openJob') return true;
    if (type.startsWith('open')) return !closed.has(key);
    return !type.startsWith('close') || !opened.has(key);
  });
}

function ofEvent(paket: Paket, event: EngineEvent, all: EngineEvent[]): Folge[] {
  const name = elementNameOf(paket, event.elementId);
  const status = event.type === 'elementActivated' && event.properties?.['meldestatus'];
  if (status) return [info(`Die meldende Stelle liest: „${describeMeldestatus(status).text}“.`)];
  if (event.type === 'incidentRaised') {
    if (all.some(({ type, key }) => type === 'incidentResolved' && key === event.key)) return [];
    const { message } = event.data as { message: { de: string } };
    return [warnung(`Der Vorgang bleibt bei „${name}“ stehen: ${withNames(paket, message.de)}`)];
  }
  if (event.type === 'incidentResolved') return [info(`Die Störung bei „${name}“ ist erledigt.`)];
  if (event.type === 'variablesChanged' && typeof event.data === 'object' && event.data !== null) {
    const names = Object.keys(event.data);
    return names.length > 0 ? [info(`Geändert: ${names.join(', ')}.`)] : [];
  }
  return [];
}

function ofEffect(paket: Paket, effect: Effect, organisationen: ReadonlyMap<string, string>): Folge[] {
  const name = elementNameOf(paket, effect.elementId);
  switch (effect.type) {
    case 'openUserTask': {
      const wer = effect.candidateGroups.flatMap((group) => nameOfGruppe(group, organisationen) ?? []);
      return [
        info(`Die Aufgabe „${effect.name}“ entsteht${wer.length > 0 ? ` für ${wer.join(' oder ')}` : ''}.`),
      ];
    }
    case 'closeUserTask':
      return [info(`Die Aufgabe „${name}“ entfällt.`)];
    case 'openTimer':
      return [
        info(`Die Frist ${fristOf(paket, effect.elementId)} läuft bis ${formatZeitpunkt(effect.dueAt)}.`),
      ];
    case 'closeTimer':
      return [info(`Die Frist ${fristOf(paket, effect.elementId)} entfällt.`)];
    case 'openJob':
      return [
        info(
          `„${name}“ wird ausgeführt${effect.jobType === 'benachrichtigung' ? ': Eine Nachricht geht hinaus' : ''}.`,
        ),
      ];
    case 'closeJob':
      return effect.reason === 'cancelled' ? [info(`„${name}“ wird nicht mehr ausgeführt.`)] : [];
    case 'publishMessage':
      return [info(`Die Nachricht „${effect.message}“ geht an andere Abläufe.`)];
    case 'throwSignal':
      return [info(`Das Signal „${effect.signal}“ geht an andere Abläufe.`)];
    default:
      return [];
  }
}

function endOf(events: EngineEvent[]): Folge[] {
  if (events.some(({ type }) => type === 'instanceTerminated'))
    return [warnung('Der Vorgang ist danach abgebrochen. Das lässt sich nicht rückgängig machen.')];
  if (events.some(({ type }) => type === 'instanceCompleted'))
    return [warnung('Der Vorgang ist danach beendet. Das lässt sich nicht rückgängig machen.')];
  return [];
}
