import { aufgabeOf, beispiel, melden, type Aufgabe, type Person, type Welt } from '../api/welt.js';
import { Faelle, termin } from './http-cases.js';

type Values = Record<string, string[]>;

/** Values that exist, for `allRequests`. There are several cases, as some requests erase one. */
export async function knownValues(welt: Welt, cases: number): Promise<Values> {
  const carla = await welt.person('cm.caritas@rheine.example');
  const katrin = await welt.person('koordination@rheine.example');
  const admin = await welt.person('admin@rheine.example');
  const aufgaben: Aufgabe[] = [];
  const referenzen: { referenz: string; pin: string }[] = [];
  for (let n = 0; n < cases; n++) {
    const { referenz, pin } = await melden(welt.anyone(), 'rheine', beispiel('rheine', 0));
    referenzen.push({ referenz, pin });
    aufgaben.push(await aufgabeOf(carla, referenz));
  }
  const faelle = new Faelle(welt, carla, katrin);
  const ablaeufe = [(await faelle.ablauf(aufgaben[0]!)).ablaufId];
  return {
    ...named,
    ...(await ofAdministration(admin)),
    ...{ referenz: referenzen.map(({ referenz }) => referenz), pin: referenzen.map(({ pin }) => pin) },
    'aufgaben.id': aufgaben.map(({ id }) => id),
    'vorgaenge.id': aufgaben.map(({ vorgang }) => vorgang.id),
    ...{ 'ablaeufe.id': ablaeufe, ablaufId: ablaeufe },
    'termine.termin': await termineOf(carla, aufgaben),
    ...(await ofOrganisations(welt)),
  };
}

const named: Values = {
  ...{ kommune: ['rheine', 'kreis-steinfurt'], zugang: ['meldung', 'selbst'] },
  ...{ filter: ['offen', 'meine', 'erledigt'], art: ['meldung', 'anliegen', 'abbrechen', 'fallkonferenz'] },
  ...{ rolle: ['case_management', 'koordination', 'gremium'], version: ['1'] },
  ...{ pfad: ['meldung.form', 'zusteuerung.bpmn'], element: ['Task_VorschlagBestaetigen'] },
  ...{ prozess: ['zusteuerung'], begruendung: ['Probe mit zufälligen Anfragen'], grund: ['Klage anhängig'] },
  ...{ aktenzeichen: ['DS-7/2026'], anlass: ['auskunft'], format: ['json', 'html'] },
  ...{ beginn: [termin.beginn], teilnehmende: termin.teilnehmende, erteiltAm: ['2026-01-02'] },
  ...{ sprache: ['de'], zwecke: ['Beratung'], empfaenger: ['lernen-foerdern-rheine'] },
  ...{ url: ['https://webhook.example/'], ereignisse: ['zusteuerung.vorgang.begonnen'] },
};

/** A webhook and an account that nobody needs to sign in with. */
async function ofAdministration(admin: Person): Promise<Values> {
  const eingabe = { name: 'Fachverfahren', url: 'https://webhook.example/', aktiv: false };
  const { body: webhook } = await admin.post<{ id: string }>('/api/webhooks', {
    ...eingabe,
    ereignisse: named['ereignisse'],
  });
  const { body: konto } = await admin.post<{ kontoId: string }>('/api/konten', {
    name: 'Nina Neu',
    email: 'nina@rheine.example',
    mitgliedschaften: [{ organisation: 'caritas-rheine', rolle: 'case_management' }],
  });
  return { 'webhooks.id': [webhook.id], 'konten.id': [konto.kontoId] };
}

async function termineOf(carla: Person, aufgaben: Aufgabe[]): Promise<string[]> {
  const ids: string[] = [];
  for (const { vorgang } of aufgaben) {
    const { body } = await carla.post<{ id: string }>(`/api/vorgaenge/${vorgang.id}/termine`, termin);
    ids.push(body.id);
  }
  return ids;
}

async function ofOrganisations(welt: Welt): Promise<Values> {
  const [rows] = await welt.query<{ ids: string[] }>(
    `SELECT array_agg(id) AS ids FROM organisation WHERE tenant_id = 'rheine'`,
  );
  return { organisation: rows?.ids ?? [], organisationId: rows?.ids ?? [] };
}
