import {
  beginningOf,
  Beteiligung,
  InstanceEvent,
  Nachricht,
  ProcessInstance,
  Rueckmeldung,
  UserTask,
  VorgangPerson,
  type Transaction,
  type Vorgang,
} from '@zusteuerung/runtime';
import { describeGruppen } from '../meldungen/eingabe.js';
import type { Pakete, Paket } from '../pakete/pakete.js';
import type { Betrieb } from '../start/betrieb.js';
import { describeBegruendung } from '../vorgaenge/begruendung.js';
import { formOf } from '../vorgaenge/formular.js';
import { describeKoepfe } from '../vorgaenge/koepfe.js';
import { readVerlauf } from '../vorgaenge/verlauf.js';
import { nameOfGruppe, readKonten, readOrganisationen } from '../zugriff/namen.js';
import type { Auskunft, AuskunftAufgabe, AuskunftNachricht, Stelle } from './datenschutz.dto.js';
import { herkunftOf, readSpeicherdauer, readTermine } from './auskunft-angaben.js';
import { readEinsichten } from './einsichten.js';
import { readEinwilligungen } from './einwilligungen.service.js';

type Namen = ReadonlyMap<string, string>;
const STATUS = { open: 'offen', completed: 'erledigt', cancelled: 'entfallen' } as const;

async function readStellen(tx: Transaction, vorgangId: string, namen: Namen): Promise<Stelle[]> {
  const rows = await tx.find(Beteiligung, { where: { vorgangId }, order: { von: 'ASC', id: 'ASC' } });
  return rows.map(({ organisationId, art, von, bis }) => ({
    organisation: namen.get(organisationId) ?? organisationId,
    art,
    von: von.toISOString(),
    bis: bis?.toISOString() ?? null,
  }));
}

async function readAufgaben(
  tx: Transaction,
  paket: Paket,
  instanceId: string,
  namen: Namen,
): Promise<AuskunftAufgabe[]> {
  const tasks = await tx.find(UserTask, { where: { instanceId }, order: { createdAt: 'ASC', id: 'ASC' } });
  const konten = await readKonten(
    tx,
    tasks.map(({ completedBy }) => completedBy),
  );
  return tasks.map((task) => {
    const form = task.formId && paket.forms.get(task.formId);
    const gruppen = form && task.result ? describeGruppen(form, task.result, false) : [];
    return {
      name: task.name,
      status: STATUS[task.status],
      gruppen: task.candidateGroups.map((gruppe) => nameOfGruppe(gruppe, namen) ?? gruppe),
      seit: task.createdAt.toISOString(),
      erledigtAm: task.completedAt?.toISOString() ?? null,
      erledigtVon: task.completedBy && (konten.get(task.completedBy) ?? 'System'),
      antworten: gruppen.flatMap(({ eintraege }) => eintraege),
      werte: task.result,
    };
  });
}

async function readNachrichten(
  tx: Transaction,
  vorgangId: string,
  namen: Namen,
): Promise<AuskunftNachricht[]> {
  const rows = await tx.find(Nachricht, { where: { vorgangId }, order: { createdAt: 'ASC', id: 'ASC' } });
  return rows.map(({ createdAt, empfaenger, empfaengerGruppe, betreff, text }) => ({
    am: createdAt.toISOString(),
    an: (empfaengerGruppe && nameOfGruppe(empfaengerGruppe, namen)) ?? empfaenger,
    betreff,
    text,
  }));
}

/** All that is kept about a case; the transaction must see the whole municipality. */
export async function collectAuskunft(
  tx: Transaction,
  { betrieb, pakete }: { betrieb: Betrieb; pakete: Pakete },
  vorgang: Vorgang,
): Promise<Auskunft> {
  const { id, tenantId, instanceId } = vorgang;
  const [kopf] = await describeKoepfe(tx, [vorgang]);
  if (!kopf || !instanceId) throw new Error(`vorgang ${id} has no process instance`);
  const { deploymentId } = await tx.findOneByOrFail(ProcessInstance, { id: instanceId });
  const paket = await pakete.byId(deploymentId, tx);
  const events = await tx.find(InstanceEvent, { where: { instanceId }, order: { seq: 'ASC' } });
  const person = await tx.findOneBy(VorgangPerson, { vorgangId: id });
  const antworten = { ...vorgang.antworten, ...person?.daten };
  const form = formOf(paket, vorgang);
  const namen = await readOrganisationen(tx, tenantId);
  const rueckmeldungen = await tx.find(Rueckmeldung, { where: { vorgangId: id }, order: { at: 'ASC' } });
  return {
    schema: 'zusteuerung/auskunft/1',
    erstelltAm: beginningOf(tx).toISOString(),
    verantwortlich: [paket.kommune.name, ...Object.values(paket.kommune.kontakt)].join(', '),
    referenz: vorgang.referenz,
    titel: vorgang.titel,
    statusText: kopf.statusText,
    eingegangenAm: kopf.eingegangenAm,
    herkunft: herkunftOf(vorgang, antworten, namen),
    speicherdauer: await readSpeicherdauer(tx, vorgang),
    person: form ? describeGruppen(form, antworten, true) : [],
    angaben: form ? describeGruppen(form, antworten, false) : [],
    antworten,
    variablen: await betrieb.processes.variables(tx, instanceId),
    einwilligungen: await readEinwilligungen(tx, vorgang),
    stellen: await readStellen(tx, id, namen),
    begruendung: describeBegruendung(events, paket.deployment.version),
    aufgaben: await readAufgaben(tx, paket, instanceId, namen),
    verlauf: await readVerlauf(tx, vorgang, { paket, events, tiefe: 'fachlich' }),
    rueckmeldungen: rueckmeldungen.map(({ at, text }) => ({ am: at.toISOString(), text })),
    termine: await readTermine(tx, id, namen),
    nachrichten: await readNachrichten(tx, id, namen),
    einsichten: await readEinsichten(tx, tenantId, id),
  };
}
