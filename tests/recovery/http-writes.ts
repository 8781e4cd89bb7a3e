import { readFileSync } from 'node:fs';
import {
  beispielAnliegen,
  beispielEinwilligung,
  melden,
  type Aufgabe,
  type Json,
  type Person,
  type Welt,
} from '../api/welt.js';
import { Faelle, sitzungUndFaktor, termin } from './http-cases.js';

export interface Write {
  person: Person;
  path: string;
  body?: unknown;
}

/** One sound request for each endpoint that changes data, by its name in the API's description. */
export type Writes = Record<string, Write>;

export interface Wer {
  carla: Person;
  katrin: Person;
  admin: Person;
  niemand: Person;
}

const begruendung = 'Probe eines Ausfalls der Datenbank';
const rheine = 'processes/rheine/zusteuerung.dmn';
const fassung = (nummer: number, basisVersion: number) => ({
  dateien: [
    {
      pfad: 'zusteuerung.dmn',
      inhalt: readFileSync(rheine, 'utf8').replace(/\s*$/, `\n<!-- ${nummer} -->\n`),
    },
  ],
  kommentar: `Fassung ${nummer}`,
  basisVersion,
});

/** Prepares what the requests need; they are independent of one another. */
export async function prepareWrites(welt: Welt): Promise<Writes> {
  const wer: Wer = {
    carla: await welt.person('cm.caritas@rheine.example'),
    katrin: await welt.person('koordination@rheine.example'),
    admin: await welt.person('admin@rheine.example'),
    niemand: welt.anyone(),
  };
  const faelle = new Faelle(welt, wer.carla, wer.katrin);
  return {
    ...(await ofAufgaben(wer, faelle)),
    ...(await ofTermine(wer, faelle)),
    ...(await ofDatenschutz(welt, wer, faelle)),
    ...(await ofKonten(welt, wer)),
    ...(await ofWebhooks(welt, wer, faelle)),
    ...(await ofBetrieb(wer, faelle)),
  };
}

async function ofAufgaben({ carla, niemand }: Wer, faelle: Faelle): Promise<Writes> {
  const genommen = await faelle.neu();
  const path = ({ id }: Aufgabe, act: string) => `/api/aufgaben/${id}/${act}`;
  await faelle.must(carla.post(path(genommen, 'uebernehmen')));
  const fertig = await faelle.neu();
  const antworten = await faelle.antworten(fertig);
  return {
    'post /api/oeffentlich/kommunen/{kommune}/meldungen': {
      person: niemand,
      path: '/api/oeffentlich/kommunen/rheine/meldungen',
      body: faelle.beispiel,
    },
    'post /api/aufgaben/{id}/uebernehmen': {
      person: carla,
      path: path(await faelle.neu(), 'uebernehmen'),
      body: {},
    },
    'post /api/aufgaben/{id}/zurueckgeben': { person: carla, path: path(genommen, 'zurueckgeben'), body: {} },
    'post /api/aufgaben/{id}/abschliessen': {
      person: carla,
      path: path(fertig, 'abschliessen'),
      body: { antworten },
    },
    'post /api/vorgaenge/{id}/anliegen': {
      person: carla,
      path: `/api/vorgaenge/${(await faelle.neu()).vorgang.id}/anliegen`,
      body: { antworten: beispielAnliegen('rheine', 0) },
    },
  };
}

async function ofTermine({ carla }: Wer, faelle: Faelle): Promise<Writes> {
  const path = `/api/vorgaenge/${(await faelle.neu()).vorgang.id}/termine`;
  const { body } = await faelle.must(carla.post<{ id: string }>(path, termin));
  const own = `${path}/${body.id}`;
  const route = '/api/vorgaenge/{id}/termine';
  return {
    [`post ${route}`]: { person: carla, path, body: termin },
    [`put ${route}/{termin}`]: { person: carla, path: own, body: { ...termin, dauer: 60 } },
    [`delete ${route}/{termin}`]: { person: carla, path: own },
  };
}

async function ofDatenschutz(
  welt: Welt,
  { carla, katrin, admin, niemand }: Wer,
  faelle: Faelle,
): Promise<Writes> {
  const case_ = async (what: string) => `/api/vorgaenge/${(await faelle.neu()).vorgang.id}/${what}`;
  const aktenzeichen = 'DS-7/2026';
  const gesperrt = await case_('loeschsperre');
  const grund = { grund: 'Klage anhängig' };
  await faelle.must(katrin.send('PUT', gesperrt, grund));
  await faelle.alt();
  const { body } = await faelle.must(admin.get<{ stand: string }>('/api/loeschen'));
  return {
    'post /api/vorgaenge/{id}/einwilligungen': {
      person: carla,
      path: await case_('einwilligungen'),
      body: beispielEinwilligung,
    },
    'post /api/oeffentlich/status/widerruf': {
      person: niemand,
      path: '/api/oeffentlich/status/widerruf',
      body: await melden(niemand, 'rheine', faelle.beispiel),
    },
    'post /api/vorgaenge/{id}/widerruf': { person: carla, path: await case_('widerruf'), body: {} },
    'post /api/datenschutz/suche': {
      person: katrin,
      path: '/api/datenschutz/suche',
      body: { name: 'Niemand Nirgends', anlass: 'auskunft', aktenzeichen },
    },
    'post /api/vorgaenge/{id}/loeschen': {
      person: katrin,
      path: await case_('loeschen'),
      body: { aktenzeichen, beenden: true },
    },
    'put /api/vorgaenge/{id}/loeschsperre': {
      person: katrin,
      path: await case_('loeschsperre'),
      body: grund,
    },
    'delete /api/vorgaenge/{id}/loeschsperre': { person: katrin, path: gesperrt },
    'post /api/loeschen/freigaben': {
      person: admin,
      path: '/api/loeschen/freigaben',
      body: { klasse: 'meldung', stand: body.stand, anzahl: 1 },
    },
  };
}

async function ofKonten(welt: Welt, { admin }: Wer): Promise<Writes> {
  const mitgliedschaften = [{ organisation: 'caritas-rheine', rolle: 'case_management' }];
  const eingabe = (email: string) => ({ name: 'Nina Neu', email, mitgliedschaften });
  const { body } = await admin.post<{ kontoId: string }>('/api/konten', eingabe('nina@rheine.example'));
  await sitzungUndFaktor(welt, body.kontoId);
  const of = (what: string, more: Json = {}) => ({
    person: admin,
    path: `/api/konten/${body.kontoId}${what}`,
    ...more,
  });
  return {
    'post /api/konten': { person: admin, path: '/api/konten', body: eingabe('nora@rheine.example') },
    'post /api/konten/{id}/link': of('/link', { body: {} }),
    'put /api/konten/{id}/mitgliedschaften': of('/mitgliedschaften', {
      body: { mitgliedschaften: [{ organisation: 'ks-rheine', rolle: 'koordination' }] },
    }),
    'put /api/konten/{id}/aktiv': of('/aktiv', { body: { aktiv: false } }),
    'delete /api/konten/{id}/zweiter-faktor': of('/zweiter-faktor'),
    'delete /api/konten/{id}/sitzungen': of('/sitzungen'),
  };
}

async function ofWebhooks(welt: Welt, { admin }: Wer, faelle: Faelle): Promise<Writes> {
  const eingabe = {
    name: 'Fachverfahren',
    url: 'http://127.0.0.1:9/',
    ereignisse: ['zusteuerung.vorgang.begonnen'],
  };
  const { body } = await faelle.must(admin.post<{ id: string }>('/api/webhooks', eingabe));
  await faelle.neu();
  await faelle.neu();
  const ids = (await welt.query<{ id: string }>(`UPDATE outbox SET status = 'dead' RETURNING id`)).map(
    ({ id }) => id,
  );
  if (ids.length !== 2) throw new Error(`${ids.length} outbox entries`);
  const of = (what: string, more: Json = {}) => ({
    person: admin,
    path: `/api/webhooks/${body.id}${what}`,
    ...more,
  });
  return {
    'post /api/webhooks': { person: admin, path: '/api/webhooks', body: eingabe },
    'put /api/webhooks/{id}': of('', { body: { ...eingabe, name: 'Anders' } }),
    'delete /api/webhooks/{id}': of(''),
    'post /api/webhooks/{id}/geheimnis': of('/geheimnis', { body: {} }),
    'post /api/webhooks/{id}/probe': of('/probe', { body: {} }),
    'post /api/zustellungen/wiederholen': {
      person: admin,
      path: '/api/zustellungen/wiederholen',
      body: { ids: ids.slice(0, 1) },
    },
    'post /api/zustellungen/verwerfen': {
      person: admin,
      path: '/api/zustellungen/verwerfen',
      body: { ids: ids.slice(1), begruendung },
    },
  };
}

async function ofBetrieb({ katrin }: Wer, faelle: Faelle): Promise<Writes> {
  const stoerung = await faelle.gestoert();
  const { ablaufId, stand } = await faelle.ablauf(await faelle.neu());
  const wandert = await faelle.ablauf(await faelle.neu());
  await faelle.must(katrin.post('/api/modelle/bereitstellen', fassung(2, 1)));
  const plan = { prozess: 'zusteuerung', vonVersion: 1, nachVersion: 2, zuordnung: {} };
  const { body: lauf } = await faelle.must(
    katrin.post<{ id: string }>('/api/betrieb/umzuege', { ...plan, ablaufId: wandert.ablaufId, begruendung }),
  );
  const eingriff = { art: 'abbrechen', stand, begruendung };
  const ablauf = `/api/betrieb/ablaeufe/${ablaufId}`;
  const of = (path: string, body: Json = {}) => ({ person: katrin, path, body });
  return {
    'post /api/modelle/pruefen': of('/api/modelle/pruefen', { dateien: fassung(3, 2).dateien }),
    'post /api/modelle/bereitstellen': of('/api/modelle/bereitstellen', fassung(3, 2)),
    'post /api/betrieb/stoerungen/wiederholen': of('/api/betrieb/stoerungen/wiederholen', {
      ...stoerung,
      begruendung,
    }),
    'post /api/betrieb/ablaeufe/{id}/vorschau': of(`${ablauf}/vorschau`, eingriff),
    'post /api/betrieb/ablaeufe/{id}/eingriff': of(`${ablauf}/eingriff`, eingriff),
    'post /api/betrieb/umzuege/vorschau': of('/api/betrieb/umzuege/vorschau', plan),
    'post /api/betrieb/umzuege': of('/api/betrieb/umzuege', { ...plan, begruendung }),
    'post /api/betrieb/laeufe/{id}/anhalten': of(`/api/betrieb/laeufe/${lauf.id}/anhalten`),
  };
}
