import type { Page } from 'playwright-core';
import { waitFor } from '../support/app.js';
import { findChromium, viewports } from '../support/browser.js';
import { Programm } from './programm.js';
import { barriers, overflow } from './seiten.js';
import { PASSWORT, Reisende, type Maengel } from './reise.js';

// Every page that somebody can reach, as each role of each municipality: no barrier, nothing wider than the window, no
// exception. The people of Rheine look at both sizes, the others on a phone.

const chromium = findChromium();
type Size = keyof typeof viewports;
const BOTH: Size[] = ['desktop', 'phone'];

const KONTEN: [string, Size[]][] = [
  ...['koordination', 'cm.caritas', 'cm.lernenfoerdern', 'admin', 'lenkungsgruppe', 'jobcenter'].map(
    (name): [string, Size[]] => [`${name}@rheine.example`, BOTH],
  ),
  ...['koordination', 'cm.witten', 'cm.andere', 'projektgruppe', 'lenkungsgruppe', 'jobcenter', 'admin'].map(
    (name): [string, Size[]] => [`${name}@en-kreis.example`, ['phone']],
  ),
  ...['koordination', 'cm', 'cm.baesweiler', 'admin'].map((name): [string, Size[]] => [
    `${name}@staedteregion-aachen.example`,
    ['phone'],
  ]),
];

const PUBLIC = [
  '/',
  '/rheine',
  '/en-kreis',
  '/staedteregion-aachen',
  '/rheine/melden/meldung',
  '/status',
  '/anmelden',
  '/passwort',
  '/gibt/es/nicht',
];

/** What hangs below an entry of the navigation and needs no id. */
const BELOW: Record<string, string[]> = {
  '/betrieb': ['/betrieb/umzug', '/betrieb/laeufe'],
  '/konten': ['/konten/neu'],
  '/modelle': ['/modelle/versionen', '/modelle/versionen/1', '/modelle/regel/komplexitaet'],
  '/aufgaben': ['/aufgaben?filter=meine', '/aufgaben?filter=erledigt'],
};

/** Addresses of the first entries of a list on the present page. */
const entries = (page: Page) =>
  page
    .locator('.zst-eintrag a[href^="/"]')
    .evaluateAll((links) => links.slice(0, 2).flatMap((link) => link.getAttribute('href') ?? []));

(chromium ? describe : describe.skip)('every page', () => {
  const maengel: Maengel = { liste: [], genau: true };
  let programm: Programm;

  beforeAll(async () => {
    programm = await Programm.start(chromium as string);
    const { app } = programm;
    await waitFor('Beispielfälle', async () => app.output().includes('Beispielfälle sind angelegt'));
  }, 180_000);
  afterAll(() => programm?.stop(), 60_000);

  /** Goes there and notes what is wrong; gives the entries of the list that stands there. */
  async function visit({ page }: Reisende, path: string, sizes: Size[]): Promise<string[]> {
    for (const size of sizes) {
      await page.setViewportSize(viewports[size]);
      await page.goto(programm.app.address + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      const wide = await overflow(page);
      maengel.liste.push(...(await barriers(page)).map((barrier) => `${path} (${size}): ${barrier}`));
      if (wide > 0) maengel.liste.push(`${path} (${size}): ${wide} px zu breit`);
    }
    return entries(page);
  }

  test('for everybody', async () => {
    const gast = await Reisende.start(programm.browser, programm.app, 'phone', 'gast', maengel);
    for (const path of PUBLIC) await visit(gast, path, BOTH);
    expect(maengel.liste.splice(0)).toEqual([]);
  });

  test.each(KONTEN)('for %s', async (email, sizes) => {
    const person = await Reisende.start(programm.browser, programm.app, 'phone', email, maengel);
    const { page } = person;
    await person.go('/anmelden');
    await page.getByLabel('E-Mail-Adresse').fill(email);
    await page.getByLabel('Passwort', { exact: true }).fill(PASSWORT);
    await page.getByRole('button', { name: 'Anmelden' }).click();
    const nav = page.getByRole('navigation', { name: 'Hauptnavigation' });
    await nav.waitFor();
    const first = await nav
      .getByRole('link')
      .evaluateAll((links) => links.flatMap((link) => link.getAttribute('href') ?? []));
    const open = [...first, ...first.flatMap((path) => BELOW[path] ?? []), '/sicherheit'];
    const seen = new Set<string>();
    for (let path = open.shift(); path; path = open.shift()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const further = await visit(person, path, sizes);
      if (first.includes(path)) open.push(...further);
    }
    expect(seen.size).toBeGreaterThanOrEqual(first.length + 1);
    await page.context().close();
    expect(maengel.liste.splice(0)).toEqual([]);
  });
});
