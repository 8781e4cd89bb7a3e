import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium, startBrowser, type Browser } from '../support/browser.js';
import { startApp, type App } from '../support/app.js';
import { openTestDatabase } from '../support/database.js';
import { hasRedis, startRedis } from '../support/redis.js';
import { fill } from './seiten.js';
import { PASSWORT, Reisende, type Maengel } from './reise.js';
import { mend, spoilDeadlines } from './stoerung.js';

// The journey of a Meldung and of an Anliegen, in a real browser against the program as users start it.

const chromium = findChromium();

const LANDESWEITES_ANLIEGEN = {
  titel: 'Wohnsitzauflage verhindert Umzug zur Arbeitsstelle',
  beschreibung: 'Zwei Behörden warten aufeinander, Arbeitsangebote verfallen.',
  konstellation: ['z1', 'z4'],
  ebene: 'kreis',
  stadt: 'witten',
  kreisweite_akteure: ['abh', 'jobcenter'],
  haeufigkeit: 5,
  betroffene_rechtskreise: ['sgb2', 'aufenthg'],
  anonymisiert: true,
};

/** Column „Lebensbereiche“ of table D2, from two to three. */
const SCHWELLE_DREI = [['komplexitaet_K3_E1', '>= 3']] as const;
const redis = hasRedis();

interface Umgebung {
  env: Record<string, string>;
  stop(): Promise<void>;
}

async function embedded(): Promise<Umgebung> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zst-reise-'));
  return { env: { DATA_DIR: dataDir }, stop: async () => rmSync(dataDir, { recursive: true, force: true }) };
}

async function postgresAndRedis(): Promise<Umgebung> {
  const dataDir = mkdtempSync(join(tmpdir(), 'zst-reise-'));
  const [database, queue] = [await openTestDatabase(), await startRedis()];
  return {
    env: { DATA_DIR: dataDir, DATABASE_URL: database.url, REDIS_URL: queue.url },
    async stop() {
      await queue.stop();
      await database.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

const umgebungen = [
  { name: 'embedded database', open: embedded, runs: chromium !== null },
  { name: 'PostgreSQL and Redis', open: postgresAndRedis, runs: chromium !== null && redis },
];

for (const { name, open, runs } of umgebungen)
  (runs ? describe : describe.skip)(`journey on ${name}`, () => {
    const maengel: Maengel = { liste: [], genau: open === embedded };
    let umgebung: Umgebung;
    let app: App;
    let browser: Browser;
    let amt: Reisende;
    let carla: Reisende;
    let koordination: Reisende;
    let fall: string;
    let meldung: { referenz: string; pin: string };
    let next: { referenz: string };

    beforeAll(async () => {
      umgebung = await open();
      app = await startApp({ ...umgebung.env, DEMO_PASSWORT: PASSWORT, LIMIT_STATUS: '1000' });
      browser = await startBrowser(chromium as string);
      amt = await Reisende.start(browser, app, 'phone', 'amt', maengel);
      carla = await Reisende.start(browser, app, 'desktop', 'carla', maengel);
      koordination = await Reisende.start(browser, app, 'desktop', 'koordination', maengel);
    }, 120_000);
    afterAll(async () => {
      await browser?.close();
      await app?.stop();
      await umgebung?.stop();
    }, 60_000);

    test('an office without an account finds the way in on a phone', async () => {
      await amt.go('/');
      await amt.look('start');
      await amt.page.getByRole('link', { name: /Rheine/ }).click();
      await amt.arrive('Hilfe suchen oder einen Fall melden');
      await amt.look('kommune');
      await amt.page
        .getByRole('link', { name: /Fall melden/ })
        .first()
        .click();
      await amt.page.getByRole('button', { name: 'Weiter' }).click();
      const summary = amt.page.locator('.zst-fehlerliste');
      await summary.waitFor();
      await amt.look('melden-fehler');
      expect(await summary.evaluate((element) => element.contains(document.activeElement))).toBe(true);
    });

    test('it reports a case and gets a reference and a PIN', async () => {
      meldung = await amt.report('T01', { pictures: true });
      expect(meldung.referenz).toMatch(/^RHE-/);
      expect(await amt.status(meldung.referenz, meldung.pin)).toContain(meldung.referenz);
      await amt.look('status');
      const wrongPin = await amt.status(meldung.referenz, '000000');
      const wrongReference = await amt.status('RHE-2026-222222', meldung.pin);
      expect(wrongPin).toContain('Dazu finden wir keine Meldung');
      expect(wrongReference).toContain('Dazu finden wir keine Meldung');
    });

    test('the right organisation finds the proposal with its reason and accepts it with one click', async () => {
      await carla.signIn('cm.caritas@rheine.example');
      await carla.look('aufgaben');
      await carla.open(meldung.referenz);
      await carla.look('aufgabe');
      const aufgabe = carla.page.url();
      await carla.page.getByRole('link', { name: 'Vorgang mit Verlauf und Diagramm ansehen' }).click();
      await carla.page.locator('.djs-container svg').first().waitFor();
      await carla.look('vorgang');
      fall = new URL(carla.page.url()).pathname;
      const text = (await carla.page.locator('main').textContent()) ?? '';
      expect(text).toContain('Warum hier?');
      expect(text).toContain('Vorlage 197/23');
      await carla.page.goto(aufgabe);
      await carla.page.getByRole('button', { name: 'Vorschlag annehmen' }).dblclick();
      await carla.page.getByText('Erledigt, vielen Dank').waitFor();
      await carla.toCase();
    });

    test('the other organisation sees nothing of it', async () => {
      const leon = await Reisende.start(browser, app, 'desktop', 'leon', maengel);
      const url = carla.page.url();
      await leon.signIn('cm.lernenfoerdern@rheine.example');
      await leon.page.goto(url);
      await leon.arrive(/nicht gefunden|gibt es nicht/);
      expect(await leon.page.locator('main').textContent()).not.toContain('Amira');
    });

    test('acceptance, handover and answer to the reporter', async () => {
      await carla.open(meldung.referenz);
      await carla.answer({ doppelbetreuung: 'keine', entscheidung: 'annehmen' });
      await carla.open(meldung.referenz);
      await carla.answer({
        uebergabe_art: 'termin',
        uebergabe_datum: '2026-12-03',
        uebergabe_teilnehmende: ['person', 'meldende_stelle', 'case_management'],
        uebergabe_ort: 'Stadtteilbüro',
      });
      await carla.open(meldung.referenz);
      await carla.answer({
        stattgefunden: 'ja',
        einwilligung_liegt_vor: 'ja',
        uebergabe_inhalt: ['problemlagen', 'beteiligte'],
      });
      await carla.toCase();
      await carla.look('vorgang-fertig');
      const status = await amt.status(meldung.referenz, meldung.pin);
      expect(status).toMatch(/Übergeben|übergeben/);
      await amt.look('status-fertig');
      await carla.go('/postfach');
      await carla.page.getByText(meldung.referenz).first().waitFor();
      await carla.look('postfach');
    });

    test('an Anliegen is refused with personal data and accepted without', async () => {
      await carla.go('/vorgaenge');
      await carla.page.getByText(meldung.referenz).first().waitFor();
      await carla.look('vorgaenge');
      await carla.page
        .locator('.zst-eintrag', { hasText: meldung.referenz })
        .getByRole('link')
        .first()
        .click();
      await carla.page.getByRole('link', { name: 'Anliegen aus diesem Fall melden' }).click();
      const anliegen = {
        titel: 'Kein Sprachkurs mit Kinderbetreuung',
        beschreibung: 'Frau Muster findet keinen Kurs.',
        konstellation: ['z2'],
        haeufigkeit: 4,
        betroffene_rechtskreise: ['sgb2'],
        anonymisiert: true,
      };
      await carla.page.getByRole('button', { name: 'Anliegen melden' }).waitFor();
      await fill(carla.page, anliegen);
      await carla.page.getByRole('button', { name: 'Anliegen melden' }).click();
      await carla.page.getByText('„Muster“').first().waitFor();
      await carla.look('anliegen-fehler');
      await fill(carla.page, { beschreibung: 'Eltern finden keinen Kurs mit Betreuung am Nachmittag.' });
      await carla.page.getByRole('button', { name: 'Anliegen melden' }).click();
      await carla.page.getByRole('heading', { level: 1, name: anliegen.titel }).waitFor();
      await carla.look('anliegen');
    });

    test('a coordinator raises the threshold in the browser; only the next proposal changes', async () => {
      const { page } = koordination;
      await koordination.signIn('koordination@rheine.example');
      await koordination.go('/modelle');
      await page.locator('a[data-pfad="zusteuerung.dmn"]').waitFor();
      await koordination.look('modelle');
      await page.locator('a[data-pfad="zusteuerung.bpmn"]').click();
      await page.locator('[data-testid=bpmn-editor][data-bereit=true]').waitFor();
      await page.locator('.bio-properties-panel-header').waitFor();
      await koordination.look('modelle-bpmn');
      await koordination.go('/modelle');
      await page.locator('a[data-pfad="zusteuerung.dmn"]').click();
      await page.locator('[data-testid=dmn-editor][data-bereit=true]').waitFor();
      await page.locator('[data-testid=ansicht-komplexitaet]').click();
      for (const [cell, text] of SCHWELLE_DREI) {
        await page.locator(`td[data-element-id="${cell}"]`).click();
        await page.keyboard.press('Control+A');
        await page.keyboard.type(text);
      }
      await page.locator('[data-testid=pruefstand][data-status=fertig]').waitFor();
      await koordination.look('modelle-dmn');
      await page.getByRole('button', { name: 'Prüfen und bereitstellen' }).click();
      await page.getByLabel('Was haben Sie geändert?').fill('Komplex erst ab drei Lebensbereichen');
      await koordination.look('modelle-pruefen');
      await page.locator('[data-testid=bereitstellen]:not([disabled])').click();
      await page.locator('[data-testid=bereitgestellt][data-version="2"]').waitFor();
      await koordination.look('modelle-bereitgestellt');

      next = await amt.report('T01');
      await koordination.open(next.referenz);
      await page.getByText('(Version 2)').first().waitFor();
      const changed = (await page.locator('main').textContent()) ?? '';
      expect(changed).not.toContain('Komplexer Fall');
      await carla.go(fall);
      await carla.page.getByRole('heading', { name: 'Verlauf' }).waitFor();
      await carla.page.getByText('(Version 1)').first().waitFor();
      const old = (await carla.page.locator('main').textContent()) ?? '';
      expect(old).toContain('Komplexer Fall');
    });

    // Nothing here depends on where the data and the queue are: once is enough.
    if (open === embedded) {
      test('a case that stands still goes on once its variable is right', async () => {
        const { page } = koordination;
        const aufgabe = page.url();
        await page.getByRole('link', { name: 'Vorgang mit Verlauf und Diagramm ansehen' }).click();
        const richtig = await spoilDeadlines(koordination);
        const ablauf = page.url();
        await page.goto(aufgabe);
        await koordination.click('Vorschlag annehmen');
        await mend(koordination, next.referenz, richtig);
        expect(page.url()).toBe(ablauf);
        await page.getByText('Läuft', { exact: true }).waitFor();
        expect(await page.locator('.zst-positionen').textContent()).not.toContain('Störung');
        await page.getByRole('link', { name: 'Vorgang mit Verlauf' }).click();
        await page.getByText('Fristen wieder wie vereinbart').waitFor();
        await koordination.go('/betrieb');
        await page.getByText('Keine Störungen').waitFor();
      });

      test('the pages of coordination and administration are no barriers either', async () => {
        const admin = await Reisende.start(browser, app, 'phone', 'admin', maengel);
        await koordination.go('/betrieb/umzug');
        await koordination.arrive('Betrieb');
        await koordination.look('umzug');
        await admin.signIn('admin@rheine.example', 'Postfach');
        for (const seite of ['Konten', 'Schnittstellen', 'Sicherheit']) {
          await admin.page.getByRole('banner').getByRole('link', { name: seite }).click();
          await admin.arrive(seite);
          await admin.look(seite.toLowerCase());
        }
      });

      test('the Ennepe-Ruhr-Kreis examines each complex case, and a problem climbs to the Land and back', async () => {
        const wiebke = await Reisende.start(browser, app, 'desktop', 'wiebke', maengel);
        const ks = await Reisende.start(browser, app, 'desktop', 'ks', maengel);
        const kreis = await Reisende.start(browser, app, 'desktop', 'projektgruppe', maengel);
        const lenkung = await Reisende.start(browser, app, 'desktop', 'lenkungsgruppe', maengel);
        await wiebke.signIn('cm.witten@en-kreis.example');
        await ks.signIn('koordination@en-kreis.example');
        await kreis.signIn('projektgruppe@en-kreis.example');
        await lenkung.signIn('lenkungsgruppe@en-kreis.example');

        const { referenz } = await amt.report('T28');
        await wiebke.open(referenz);
        await wiebke.arrive('Meldung annehmen');
        await wiebke.page.getByRole('link', { name: 'Vorgang mit Verlauf und Diagramm ansehen' }).click();
        await wiebke.page.getByRole('link', { name: 'Anliegen aus diesem Fall melden' }).click();
        await wiebke.page.getByRole('button', { name: 'Anliegen melden' }).waitFor();
        await fill(wiebke.page, LANDESWEITES_ANLIEGEN);
        await wiebke.look('anliegen-melden');
        await wiebke.page.getByRole('button', { name: 'Anliegen melden' }).click();
        await wiebke.arrive(LANDESWEITES_ANLIEGEN.titel);
        const anliegen = (await wiebke.page.locator('main').textContent())?.match(
          /ENK-[0-9A-Z-]+?(?=[A-Z][a-z])/,
        )?.[0];
        const nummer = anliegen ?? '';

        await ks.do(nummer, 'Fallkonferenz Kreis', {
          moderation: 'ks',
          geloest: 'nein',
          konferenz_ergebnis: 'Ungeklärt',
        });
        await kreis.do(nummer, 'Projektgruppe Kreis berät', {
          vorschlag_kreis: 'nein',
          kreis_ergebnis: 'Kein Weg',
        });
        await ks.do(nummer, 'Problembericht schreiben', {
          problembericht: 'Zwei Behörden warten aufeinander.',
        });
        await lenkung.open(nummer);
        await lenkung.page.getByText('Zwei Behörden warten aufeinander.').last().waitFor();
        await lenkung.look('aufgabe');
        await lenkung.do(nummer, 'Lenkungsgruppe beschließt', {
          beschluss: 'kein_konsens',
          beschluss_text: 'Ohne Einigung',
        });
        await lenkung.toCase();
        await lenkung.look('anliegen');
        expect(await lenkung.page.locator('main').textContent()).not.toContain(referenz);
        await ks.do(nummer, 'Landesanliegen schreiben', {
          land_art: 'gesetzeslage',
          land_text: 'Bitte um Klarstellung',
        });
        await ks.do(nummer, 'Antwort des Landes eintragen', {
          land_antwort: 'aufgegriffen',
          land_antwort_text: 'Wird geprüft',
        });
        await ks.toCase();
        await ks.page.getByText('Abgeschlossen').first().waitFor();
        await ks.look('anliegen-fertig');
        await wiebke.go('/postfach');
        await wiebke.page.getByText(nummer).first().waitFor();
        await wiebke.look('postfach');
      }, 120_000);
    }

    test('nothing on the way was a barrier, too wide or broken', () => {
      expect(maengel.liste).toEqual([]);
    });
  });
