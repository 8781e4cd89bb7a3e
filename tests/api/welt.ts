import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { installDemo, openProtokoll, readConfig, startLauf, type Lauf } from '@zusteuerung/server';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

export const PASSWORT = 'geheim-genug';
const PROZESSE = process.env['PROZESSE_DIR'] ?? join(process.cwd(), 'processes');

export interface Antwort<T> {
  status: number;
  body: T;
  headers: Headers;
}

export type Json = Record<string, unknown>;

/** A browser of one person: keeps its cookies and sends the origin of the page. */
export class Person {
  private readonly cookies = new Map<string, string>();

  constructor(readonly address: string) {}

  async send<T = Json>(
    method: string,
    path: string,
    body?: unknown,
    headers: Json = {},
  ): Promise<Antwort<T>> {
    const response = await this.request(method, path, body, headers);
    const text = await response.text();
    const isFile = /^text\/(html|calendar)/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      body: (isFile ? text : text ? JSON.parse(text) : null) as T,
      headers: response.headers,
    };
  }

  /** The status alone, also of answers that are no JSON. */
  async statusOf(method: string, path: string, body?: unknown): Promise<number> {
    const response = await this.request(method, path, body, {});
    await response.arrayBuffer();
    return response.status;
  }

  private async request(method: string, path: string, body: unknown, headers: Json): Promise<Response> {
    const response = await fetch(this.address + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.cookies.size > 0 ? { cookie: this.cookie() } : {}),
        origin: this.address,
        ...(headers as Record<string, string>),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    this.keep(response.headers);
    return response;
  }

  cookie = () => [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');

  keep(headers: Headers): void {
    for (const cookie of headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
  }

  get = <T = Json>(path: string) => this.send<T>('GET', path);
  post = <T = Json>(path: string, body: unknown = {}, headers: Json = {}) =>
    this.send<T>('POST', path, body, headers);
}

/** The whole program on a database of its own, with the municipalities of processes/ and their demo accounts. */
export class Welt {
  private constructor(
    readonly lauf: Lauf,
    readonly address: string,
    /** SQL past the application and its policies */
    readonly query: TestDatabase['query'],
    private readonly close: () => Promise<void>,
  ) {}

  /** Without `arbeiter` nothing goes on by itself: no mail leaves, no timer fires. */
  static async open(
    env: Record<string, string> = {},
    log = openProtokoll('error'),
    arbeiter = true,
  ): Promise<Welt> {
    const database = await openTestDatabase();
    const dataDir = mkdtempSync(join(tmpdir(), 'zst-api-'));
    const { config, errors } = readConfig({
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      PORT: '0',
      PROZESSE_DIR: PROZESSE,
      DEMO_PASSWORT: PASSWORT,
      LIMIT_ANMELDUNG: '1000',
      LIMIT_STATUS: '1000',
      LIMIT_MELDUNG: '1000',
      PUBLIC_URL: 'http://kim.test',
      ...env,
    });
    if (!config) throw new Error(errors.join('\n'));
    const prepare = async (betrieb: Lauf['betrieb']) => {
      const { fehler } = await installDemo(betrieb);
      if (fehler.length > 0) throw new Error(fehler.join('\n'));
    };
    const lauf = await startLauf(config, { api: true, arbeiter, prepare }, log);
    return new Welt(lauf, lauf.address ?? '', database.query, async () => {
      await lauf.stop();
      await database.stop();
      rmSync(dataDir, { recursive: true, force: true });
    });
  }

  stop = () => this.close();

  anyone = () => new Person(this.address);

  async person(email: string): Promise<Person> {
    const person = this.anyone();
    const { status } = await person.post('/api/anmeldung', { email, passwort: PASSWORT });
    if (status !== 200) throw new Error(`${email} cannot sign in: ${status}`);
    return person;
  }
}

/** Asks again until there is an answer: notifications go out between two tasks. */
export async function eventually<T>(look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (const end = Date.now() + 15_000; Date.now() < end; await sleep(100)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error('it did not happen within 15 s');
}

interface DemoMeldung {
  zugang: string;
  antworten: Json;
}

interface DemoTeil {
  meldungen: DemoMeldung[];
  anliegen: { antworten: Json }[];
}

function demoOf(kommune: string): DemoTeil {
  const json = readFileSync(join(PROZESSE, kommune, 'kommune.json'), 'utf8');
  return (JSON.parse(json) as { demo: DemoTeil }).demo;
}

/** Example answers of a municipality's own demo section, so that tests follow the forms. */
export function beispiel(kommune: string, index: number, antworten: Json = {}): DemoMeldung {
  const meldung = demoOf(kommune).meldungen[index];
  if (!meldung) throw new Error(`${kommune} has no example ${index}`);
  return { zugang: meldung.zugang, antworten: { ...meldung.antworten, ...antworten } };
}

export function beispielAnliegen(kommune: string, index: number): Json {
  const anliegen = demoOf(kommune).anliegen[index];
  if (!anliegen) throw new Error(`${kommune} has no example ${index}`);
  return anliegen.antworten;
}

/** A new consent in writing, for Lernen fördern in Rheine. */
export const beispielEinwilligung = {
  text: 'Ich bin einverstanden, dass Lernen fördern meine Angaben bekommt.',
  sprache: 'de',
  empfaenger: ['lernen-foerdern-rheine'],
  zwecke: ['Beratung'],
  form: 'schriftlich',
  durch: 'person',
  besondere: false,
  erteiltAm: '2026-01-02',
};

export interface Aufgabe {
  id: string;
  name: string;
  elementId?: string;
  vorgang: { id: string; referenz: string };
}

/** The open task of a case in a person's inbox. */
export function aufgabeOf(person: Person, referenz: string, name?: RegExp): Promise<Aufgabe> {
  return eventually(async () => {
    const { body } = await person.get<{ eintraege: Aufgabe[] }>('/api/aufgaben');
    return body.eintraege.find(
      (entry) => entry.vorgang.referenz === referenz && (!name || name.test(entry.name)),
    );
  });
}

export interface Quittung {
  referenz: string;
  pin: string;
  naechsteSchritte: string[];
  antworten: { frage: string; antwort: string }[];
}

export async function melden(person: Person, kommune: string, meldung: DemoMeldung): Promise<Quittung> {
  const { status, body } = await person.post<Quittung>(
    `/api/oeffentlich/kommunen/${kommune}/meldungen`,
    meldung,
  );
  if (status !== 201) throw new Error(`Meldung refused: ${status} ${JSON.stringify(body)}`);
  return body;
}
