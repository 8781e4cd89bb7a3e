/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { aufgabeOf, beispiel, eventually, melden, Person, type Json } from '../api/welt.js';
import type { App } from '../support/app.js';
import { findChromium } from '../support/browser.js';
import { Programm } from './programm.js';
import { PASSWORT } from './reise.js';

// Markup in every text that somebody else may write, then the pages of those who read it: nothing of it comes alive.

const HTML = `"'><img src=/angriff-bild onerror=alert(1)><svg onload=alert(2)><script>alert(3)</script>`;
const MARKDOWN = '[los](javascript:alert(4)) ![x](/angriff-bild) <iframe src=/angriff-rahmen></iframe>';
const ATTACK = `${HTML}${MARKDOWN}`;
const asXml = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
/** What names in drawings hold: shorter, so that models stay within their limits. */
const NAME = ` <img src=/angriff-bild onerror=alert(5)>`;

const NAMED =
  /(<bpmn:(?:process|participant|userTask|task|serviceTask|businessRuleTask|sendTask|startEvent|endEvent|intermediateCatchEvent|boundaryEvent|exclusiveGateway|inclusiveGateway|parallelGateway|subProcess|sequenceFlow)\b[^>]*?\sname=")([^"]*)"/g;
const hostileBpmn = (xml: string) =>
  xml
    .replace(NAMED, (_, begin: string, name: string) => `${begin}${name}${asXml(NAME)}"`)
    .replace(
      /(<bpmn:userTask\b[^>]*[^/]>)(?!\s*<bpmn:documentation)/g,
      `$1<bpmn:documentation>${asXml(ATTACK)}</bpmn:documentation>`,
    );
const hostileDmn = (xml: string) =>
  xml
    .replace(
      /(<(?:input|output)\b[^>]*?\slabel=")([^"]*)"/g,
      (_, begin: string, label: string) => `${begin}${label}${asXml(NAME)}"`,
    )
    .replace(
      /(<annotationEntry\b[^>]*>\s*<text>)([^<]*)/g,
      (_, begin: string, text: string) => `${begin}${text}${asXml(ATTACK)}`,
    );
const hostileForm = (json: string) =>
  json.replace(
    /("(?:label|description|text)": ")((?:[^"\\]|\\.)*)"/g,
    (_, begin: string, text: string) => `${begin}${text}${JSON.stringify(ATTACK).slice(1, -1)}"`,
  );
const hostileOf = (pfad: string, inhalt: string) => {
  if (pfad.endsWith('.bpmn')) return hostileBpmn(inhalt);
  if (pfad.endsWith('.dmn')) return hostileDmn(inhalt);
  if (pfad.endsWith('.form')) return hostileForm(inhalt);
  return pfad.startsWith('nachrichten/') ? `${inhalt}\n${ATTACK}\n` : null;
};

const chromium = findChromium();

(chromium ? describe : describe.skip)('markup of others', () => {
  const alive: string[] = [];
  let programm: Programm;
  let app: App;
  let fall: { id: string; aufgabe: string };

  const api = async (email: string) => {
    const person = new Person(app.address);
    const { status } = await person.post('/api/anmeldung', { email, passwort: PASSWORT });
    expect([email, status]).toEqual([email, 200]);
    return person;
  };

  /** All models of the municipality with markup in every text. */
  async function deployHostile(): Promise<void> {
    const katrin = await api('koordination@rheine.example');
    const { body: paket } = await katrin.get<{ version: number; dateien: { pfad: string }[] }>(
      '/api/modelle',
    );
    const dateien: { pfad: string; inhalt: string }[] = [];
    for (const { pfad } of paket.dateien) {
      const path = `/api/modelle/datei?pfad=${encodeURIComponent(pfad)}`;
      const inhalt = hostileOf(pfad, (await katrin.get<{ inhalt: string }>(path)).body.inhalt);
      if (inhalt) dateien.push({ pfad, inhalt });
    }
    expect(dateien.filter(({ inhalt }) => inhalt.includes('angriff')).length).toBeGreaterThan(10);
    const answer = await katrin.post('/api/modelle/bereitstellen', {
      dateien,
      kommentar: ATTACK.slice(0, 200),
      basisVersion: paket.version,
    });
    expect([answer.status, JSON.stringify(answer.body).slice(0, 2000)]).toEqual([201, expect.any(String)]);
  }

  /** A case whose reporter and person are called like an attack, with a meeting and an account of that name. */
  async function reportHostile(): Promise<void> {
    const hostile: Json = { person_vorname: HTML.slice(0, 60), person_nachname: 'Angriff', anlass: ATTACK };
    hostile['melder_name'] = `<img src=/angriff-bild onerror=alert(6)>`;
    const { referenz } = await melden(new Person(app.address), 'rheine', beispiel('rheine', 0, hostile));
    const carla = await api('cm.caritas@rheine.example');
    const aufgabe = await aufgabeOf(carla, referenz);
    fall = { id: aufgabe.vorgang.id, aufgabe: aufgabe.id };
    const anton = await api('admin@rheine.example');
    const konto = await anton.post('/api/konten', {
      name: HTML.slice(0, 100),
      email: 'angriff@rheine.example',
      mitgliedschaften: [{ organisation: 'caritas-rheine', rolle: 'case_management' }],
    });
    expect(konto.status).toBe(201);
  }

  beforeAll(async () => {
    programm = await Programm.start(chromium as string);
    ({ app } = programm);
    await eventually(async () => app.output().includes('Beispielfälle'));
    await deployHostile();
    await reportHostile();
  }, 300_000);
  afterAll(() => programm?.stop(), 60_000);

  /** A window that notices whatever of an attack is more than text. */
  async function open(email: string): Promise<Page> {
    const page = await programm.browser.page('desktop');
    page.on('dialog', (dialog) => {
      alive.push(`dialog ${dialog.message()} at ${page.url()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      const url = request.url();
      if (/angriff-(bild|rahmen)/.test(url)) alive.push(`request ${url} at ${page.url()}`);
      if (!url.startsWith(app.address) && !/^(data|blob):/.test(url)) alive.push(`foreign ${url}`);
    });
    await page.goto(`${app.address}/anmelden`);
    await page.getByLabel('E-Mail-Adresse').fill(email);
    await page.getByLabel('Passwort', { exact: true }).fill(PASSWORT);
    await page.getByRole('button', { name: 'Anmelden' }).click();
    await page.waitForURL((url) => url.pathname !== '/anmelden');
    return page;
  }

  const ELEMENTS = `a[href^="javascript:" i], iframe, object, embed, [onerror], [onload], img[src*="angriff"], script:not([src])`;

  /** Visits a page, waits for its text and counts what came alive. */
  async function visit(page: Page, path: string): Promise<void> {
    await page.goto(app.address + path);
    const shown = () => document.body.innerHTML.includes('angriff-bild');
    await page.waitForFunction(shown, null, { timeout: 30_000 }).catch(() => {
      throw new Error(`${path} does not show the attack, so that it shows nothing about it`);
    });
    await page.waitForTimeout(1000);
    const found = await page.evaluate(
      (selector) => [...document.querySelectorAll(selector)].map((one) => one.outerHTML.slice(0, 200)),
      ELEMENTS,
    );
    expect([path, found, alive]).toEqual([path, [], []]);
  }

  test('is text for the case manager: inbox, task with its form, case with its diagram, mailbox', async () => {
    const page = await open('cm.caritas@rheine.example');
    const carla = await api('cm.caritas@rheine.example');
    const mail = await eventually(async () => {
      const { body } = await carla.get<{ eintraege: { id: string; text: string }[] }>('/api/postfach');
      return body.eintraege.find(({ text }) => text.includes('angriff-bild'));
    });
    const postfach = `/postfach?nachricht=${mail.id}`;
    for (const path of ['/aufgaben', `/aufgaben/${fall.aufgabe}`, `/vorgaenge/${fall.id}`, postfach])
      await visit(page, path);
  });

  test('is text for the Koordinierungsstelle: models, versions, editors of BPMN, DMN, forms and mails', async () => {
    const page = await open('koordination@rheine.example');
    const files = ['zusteuerung.bpmn', 'zusteuerung.dmn', 'meldung.form', 'nachrichten'];
    await visit(page, '/modelle');
    for (const file of files) {
      await page.goto(`${app.address}/modelle`);
      const links = page.locator(`a[href*="${file}"]`);
      await links.first().waitFor();
      const href = await links.first().getAttribute('href');
      await visit(page, href ?? '');
    }
    await visit(page, '/modelle/versionen');
  });

  test('is text for the administration and for everybody on the public form', async () => {
    const page = await open('admin@rheine.example');
    await visit(page, '/konten');
    const anyone = await programm.browser.page('phone');
    anyone.on('dialog', (dialog) => {
      alive.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    await visit(anyone, '/rheine/melden/meldung');
  });

  test('is text in the information about a person, which is a file of its own', async () => {
    const page = await open('cm.caritas@rheine.example');
    const answer = await page.evaluate(
      async (id) => (await fetch(`/api/vorgaenge/${id}/auskunft?format=html`)).text(),
      fall.id,
    );
    expect(answer).toContain('angriff-bild');
    await page.setContent(answer);
    await page.waitForTimeout(500);
    expect(alive).toEqual([]);
  });
});
