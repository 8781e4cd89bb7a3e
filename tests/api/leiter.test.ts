import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  aufgabeOf,
  beispiel,
  beispielAnliegen,
  eventually,
  melden,
  PASSWORT,
  Welt,
  type Aufgabe,
  type Json,
  type Person,
} from './welt.js';

let welt: Welt;
let cm: Person;
let hattingen: Person;
let andere: Person;
let ks: Person;
let pg: Person;
let lg: Person;
let land: Person;
let fall: { id: string; referenz: string; pin: string; aufgabe: string };

interface Anliegen {
  id: string;
  referenz: string;
}

interface Kopf {
  stufe: string;
  stufeText: string;
  status: string;
  verlauf: { text: string }[];
}

/** An account for the Land, which the demo has none for: it gets messages only. */
async function openLandAccount(): Promise<Person> {
  await welt.query(
    `INSERT INTO konto (id, email, name, passwort_hash, aktiv)
     SELECT gen_random_uuid(), 'kim@land.example', 'Lena Land', passwort_hash, true FROM konto WHERE email = 'lenkungsgruppe@en-kreis.example'`,
  );
  await welt.query(
    `INSERT INTO mitgliedschaft (konto_id, tenant_id, organisation_id, rolle)
     SELECT id, 'en-kreis', 'land-nrw', 'gremium' FROM konto WHERE email = 'kim@land.example'`,
  );
  return welt.person('kim@land.example');
}

beforeAll(async () => {
  welt = await Welt.open();
  const person = (name: string) => welt.person(`${name}@en-kreis.example`);
  [cm, hattingen, andere] = [
    await person('cm.witten'),
    await person('cm.hattingen'),
    await person('cm.andere'),
  ];
  [ks, pg, lg] = [
    await person('koordination'),
    await person('projektgruppe'),
    await person('lenkungsgruppe'),
  ];
  land = await openLandAccount();
  const quittung = await melden(welt.anyone(), 'en-kreis', beispiel('en-kreis', 0));
  const aufgabe = await aufgabeOf(cm, quittung.referenz);
  fall = { ...quittung, id: aufgabe.vorgang.id, aufgabe: aufgabe.id };
});
afterAll(() => welt.stop());

async function raise(antworten: Json = {}): Promise<Anliegen> {
  const { status, body } = await cm.post<Anliegen>(`/api/vorgaenge/${fall.id}/anliegen`, {
    antworten: { ...beispielAnliegen('en-kreis', 0), ...antworten },
  });
  expect(status).toBe(201);
  return body;
}

async function done(person: Person, { referenz }: Anliegen, name: RegExp, antworten: Json): Promise<Aufgabe> {
  const aufgabe = await aufgabeOf(person, referenz, name);
  const answer = await person.post(`/api/aufgaben/${aufgabe.id}/abschliessen`, { antworten });
  expect([name, answer.status, answer.status === 200 || answer.body]).toEqual([name, 200, true]);
  return aufgabe;
}

const kopfOf = async ({ id }: Anliegen) => (await cm.get<Kopf>(`/api/vorgaenge/${id}`)).body;
const stufeOf = async (anliegen: Anliegen) => (await kopfOf(anliegen)).stufe;

async function feedbackOf({ referenz }: Anliegen, betreff: RegExp): Promise<{ an: string; betreff: string }> {
  return eventually(async () => {
    const { body } = await cm.get<{ eintraege: { an: string; betreff: string }[] }>('/api/postfach');
    return body.eintraege.find((mail) => mail.betreff.includes(referenz) && betreff.test(mail.betreff));
  });
}

/** Everything that a person can read, as one text. */
async function readAll(person: Person): Promise<string> {
  const pages: unknown[] = [];
  const look = async (path: string): Promise<Json> => {
    const { body } = await person.get<Json>(path);
    pages.push(body);
    return body;
  };
  const ids = (page: Json) => (page['eintraege'] as { id: string }[] | undefined)?.map(({ id }) => id) ?? [];
  for (const path of ['/api/ich', '/api/postfach', '/api/modelle', '/api/konten']) await look(path);
  for (const filter of ['offen', 'meine', 'erledigt'])
    for (const id of ids(await look(`/api/aufgaben?filter=${filter}`))) await look(`/api/aufgaben/${id}`);
  for (const id of ids(await look('/api/vorgaenge')))
    for (const part of ['', '/diagramm', '/anliegen/formular']) await look(`/api/vorgaenge/${id}${part}`);
  for (const path of [`/api/vorgaenge/${fall.id}`, `/api/aufgaben/${fall.aufgabe}`]) {
    const answer = await person.get<Json>(path);
    expect([path, answer.status >= 403]).toEqual([path, true]);
  }
  return JSON.stringify(pages);
}

/** Neither the person's answers nor who reported nor which case it was. */
async function expectNothingPersonal(anliegen: Anliegen): Promise<void> {
  for (const [wer, person] of Object.entries({ pg, lg, land })) {
    const text = await readAll(person);
    const found = ['Karim', 'Saleh', 'Behr', fall.id, fall.referenz].filter((word) => text.includes(word));
    expect([wer, found]).toEqual([wer, []]);
  }
  const mails = await welt.query(`SELECT betreff, text FROM nachricht WHERE vorgang_id = '${anliegen.id}'`);
  expect(JSON.stringify(mails)).not.toMatch(/Karim|Saleh|Behr/);
}

const kreisweg = async (anliegen: Anliegen) => {
  await done(ks, anliegen, /Fallkonferenz Kreis/, { geloest: 'nein', konferenz_ergebnis: 'Offen.' });
  await done(pg, anliegen, /Projektgruppe Kreis/, { vorschlag_kreis: 'ja', kreis_ergebnis: 'Formular.' });
  await done(ks, anliegen, /Vorlage/, {
    vorlage_betreff: 'Reihenfolge',
    vorlage_problem: 'Zustimmungen blockieren sich.',
    vorlage_beschluss: 'Gemeinsames Formular.',
  });
};

describe('up to the Land: a county-wide actor, no consensus', () => {
  let anliegen: Anliegen;
  const stufen: string[] = [];
  const note = async () => stufen.push(await stufeOf(anliegen));

  test('each level is one at a time, skips the local Projektgruppe, and shows bodies nothing personal', async () => {
    anliegen = await raise();
    await note();
    await done(ks, anliegen, /Fallkonferenz Kreis/, { geloest: 'nein', konferenz_ergebnis: 'Offen.' });
    await note();
    await expectNothingPersonal(anliegen);
    await done(pg, anliegen, /Projektgruppe Kreis/, {
      vorschlag_kreis: 'nein',
      kreis_ergebnis: 'Keine Lösung.',
    });
    await note();
    await done(ks, anliegen, /Problembericht/, { problembericht: 'Zustimmungen blockieren sich.' });
    await note();
    await expectNothingPersonal(anliegen);
    const beschluss = { beschluss: 'kein_konsens', beschluss_text: 'Keine Einigung.' };
    await done(lg, anliegen, /Lenkungsgruppe/, beschluss);
    await note();
    await done(ks, anliegen, /Landesanliegen/, { land_art: 'gesetzeslage', land_text: 'Bitte klarstellen.' });
    await note();
    await expectNothingPersonal(anliegen);
    expect(stufen).toEqual([
      'fallkonferenz',
      'projektgruppe_kreis',
      'projektgruppe_kreis',
      'lenkungsgruppe',
      'lenkungsgruppe',
      'land',
    ]);
  });

  test('each body reads what the ones before it worked out', async () => {
    const { body } = await lg.get<{ ergebnisse: { aufgabe: string; eintraege: { antwort: string }[] }[] }>(
      `/api/vorgaenge/${anliegen.id}`,
    );
    const gelesen = body.ergebnisse.map(
      ({ aufgabe, eintraege }) => `${aufgabe}: ${eintraege.map(({ antwort }) => antwort).join(', ')}`,
    );
    expect(gelesen.slice(0, 4)).toEqual([
      expect.stringMatching(/^Fallkonferenz Kreis: .*Offen\./),
      expect.stringMatching(/^Projektgruppe Kreis berät: .*Keine Lösung\./),
      'Problembericht schreiben: Zustimmungen blockieren sich.',
      expect.stringMatching(/^Lenkungsgruppe beschließt: .*Keine Einigung\./),
    ]);
  });

  test('the answer of the Land ends it, and who raised it is told', async () => {
    await done(ks, anliegen, /Antwort des Landes/, {
      land_antwort: 'aufgegriffen',
      land_antwort_text: 'Wird geprüft.',
    });
    expect(await kopfOf(anliegen)).toMatchObject({ stufe: 'abgeschlossen' });
    await feedbackOf(anliegen, /Antwort des Landes/);
  });
});

describe('solved in the Kommune', () => {
  let anliegen: Anliegen;
  const lokal = { ebene: 'stadt', stadt: 'witten', kreisweite_akteure: ['keine'] };

  test('the other Kommunen are asked, the local Projektgruppe solves it', async () => {
    anliegen = await raise(lokal);
    await done(cm, anliegen, /Fallkonferenz Stadt/, { geloest: 'nein', konferenz_ergebnis: 'Offen.' });
    expect(await stufeOf(anliegen)).toBe('vorabfrage');
    await done(hattingen, anliegen, /Vorabfrage/, { idee: 'ja', idee_text: 'Feste Sprechstunde.' });
    for (let i = 0; i < 7; i += 1) await done(andere, anliegen, /Vorabfrage/, { idee: 'nein' });
    await done(ks, anliegen, /Vorabfrage auswerten/, { bekannte_loesung: 'Sprechstunde in Hattingen.' });
    expect(await stufeOf(anliegen)).toBe('projektgruppe_kommune');
    await done(pg, anliegen, /Projektgruppe Kommune/, { loesung: 'ja', pg_ergebnis: 'Machen wir auch.' });
    await done(pg, anliegen, /umsetzen/, { best_practice: 'Feste Sprechstunde jeden Montag.' });
    expect(await stufeOf(anliegen)).toBe('umsetzung');
  });

  test('it is spread as good practice and laid before the Lenkungsgruppe; only then who raised it is told', async () => {
    await done(hattingen, anliegen, /guter Praxis/, { bewertung: 'uebernommen' });
    for (let i = 0; i < 7; i += 1)
      await done(andere, anliegen, /guter Praxis/, { bewertung: 'nicht_relevant' });
    expect(await stufeOf(anliegen)).toBe('umsetzung');
    await done(lg, anliegen, /zur Kenntnis/, { kenntnis: 'genommen' });
    expect(await stufeOf(anliegen)).toBe('abgeschlossen');
    await feedbackOf(anliegen, /in der Kommune gelöst/);
    const [row] = await welt.query<{ bewertungen: Json[][] }>(
      `SELECT jsonb_path_query_array(state, '$.scopes.*.variables.bewertungen') AS bewertungen
       FROM process_instance JOIN vorgang ON vorgang.instance_id = process_instance.id WHERE vorgang.id = '${anliegen.id}'`,
    );
    expect(row?.bewertungen[0]).toHaveLength(8);
    await expectNothingPersonal(anliegen);
  });
});

describe('a decision of the Lenkungsgruppe', () => {
  let anliegen: Anliegen;
  let aufgabe: Aufgabe;
  const beschluss = { beschluss: 'annehmen', beschluss_text: 'Wir führen das Formular ein.' };

  test('must not name a person', async () => {
    anliegen = await raise();
    await kreisweg(anliegen);
    aufgabe = await aufgabeOf(lg, anliegen.referenz);
    const answer = await lg.post<{ fehler: { code: string }[] }>(`/api/aufgaben/${aufgabe.id}/abschliessen`, {
      antworten: { ...beschluss, beschluss_text: 'Für Karim Saleh wird es eingeführt.' },
    });
    expect([answer.status, answer.body.fehler.map(({ code }) => code)]).toEqual([422, ['PERSONENBEZUG']]);
  });

  test('once taken is not changed: not by the body, not by the coordinator, not by another method', async () => {
    await done(lg, anliegen, /Lenkungsgruppe/, beschluss);
    const variables = async () =>
      JSON.stringify(
        await welt.query(
          `SELECT e.data FROM instance_event e JOIN vorgang v ON v.instance_id = e.instance_id WHERE v.id = '${anliegen.id}' AND e.data::text LIKE '%beschluss%' ORDER BY e.seq`,
        ),
      );
    const before = await variables();
    expect(before).toContain('annehmen');
    const path = `/api/aufgaben/${aufgabe.id}`;
    const other = { antworten: { ...beschluss, beschluss: 'ablehnen' } };
    for (const person of [lg, ks]) {
      const again = await person.post<Json>(`${path}/abschliessen`, other);
      expect([404, 409]).toContain(again.status);
      for (const method of ['PUT', 'PATCH', 'DELETE'])
        for (const url of [path, `/api/vorgaenge/${anliegen.id}`])
          expect((await person.send(method, url, other)).status).toBe(404);
    }
    expect(await variables()).toBe(before);
    expect(await stufeOf(anliegen)).toBe('umsetzung');
  });

  test('is carried out, its effect checked, and who raised it is told', async () => {
    await done(ks, anliegen, /Auftrag umsetzen/, { umsetzung_text: 'Formular eingeführt.' });
    await done(ks, anliegen, /Wirkung/, { wirkung: 'ja', wirkung_text: 'Weniger Rückfragen.' });
    expect(await stufeOf(anliegen)).toBe('abgeschlossen');
    await feedbackOf(anliegen, /Beschluss umgesetzt/);
  });

  test('to refuse also tells who raised it', async () => {
    const zweites = await raise();
    await kreisweg(zweites);
    await done(lg, zweites, /Lenkungsgruppe/, { beschluss: 'ablehnen', beschluss_text: 'Nicht zuständig.' });
    expect(await stufeOf(zweites)).toBe('abgeschlossen');
    await feedbackOf(zweites, /abgelehnt/);
  });
});

test('people of the bodies cannot raise an Anliegen, and a wrong password opens nothing', async () => {
  for (const person of [pg, lg, land]) {
    const { status } = await person.post(`/api/vorgaenge/${fall.id}/anliegen`, { antworten: {} });
    expect([403, 404]).toContain(status);
  }
  const wrong = await welt
    .anyone()
    .post('/api/anmeldung', { email: 'kim@land.example', passwort: `${PASSWORT}x` });
  expect(wrong.status).toBe(401);
});
