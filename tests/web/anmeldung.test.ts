import { TOTP } from 'otpauth';
import { freePort, type App } from '../support/app.js';
import { findChromium, type Browser } from '../support/browser.js';
import { Anbieter, CLIENT_ID, CLIENT_SECRET } from '../support/oidc.js';
import { Programm } from './programm.js';
import { PASSWORT, Reisende, type Maengel } from './reise.js';

// Signing in as people do: with an app on the phone, through the directory, and with an invitation.

const chromium = findChromium();
const NEUES_PASSWORT = 'vier Wörter ohne jeden Sinn';

(chromium ? describe : describe.skip)('signing in', () => {
  const maengel: Maengel = { liste: [], genau: true };
  let anbieter: Anbieter;
  let programm: Programm;
  let app: App;
  let browser: Browser;

  beforeAll(async () => {
    const port = String(await freePort());
    anbieter = await Anbieter.start(`http://127.0.0.1:${port}`);
    programm = await Programm.start(chromium as string, {
      PORT: port,
      ZWEITER_FAKTOR: 'pflicht',
      OIDC_ISSUER: anbieter.issuer,
      OIDC_CLIENT_ID: CLIENT_ID,
      OIDC_CLIENT_SECRET: CLIENT_SECRET,
      OIDC_KOMMUNE: 'rheine',
    });
    ({ app, browser } = programm);
  }, 120_000);
  afterAll(async () => {
    await programm?.stop();
    await anbieter?.stop();
  }, 60_000);

  const enter = async ({ page }: Reisende, email: string, passwort = PASSWORT) => {
    await page.getByLabel('E-Mail-Adresse').fill(email);
    await page.getByLabel('Passwort', { exact: true }).fill(passwort);
    await page.getByRole('button', { name: 'Anmelden' }).click();
  };
  const codeOf = (secret: string, steps = 0) =>
    new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });

  test('an administrator sets up the second factor before anything else, and invites a colleague', async () => {
    const anton = await Reisende.start(browser, app, 'phone', 'anton', maengel);
    const { page } = anton;
    await anton.go('/konten');
    await anton.arrive('Anmelden');
    await anton.look('anmelden');
    await enter(anton, 'admin@rheine.example');
    await anton.arrive('Sicherheit');
    await page.getByRole('button', { name: 'Zweiten Faktor einrichten' }).click();
    await page.getByLabel('Ihr Passwort').fill(PASSWORT);
    await page.getByRole('button', { name: 'Weiter' }).click();
    await page.getByRole('img', { name: /QR-Code/ }).waitFor();
    await anton.look('qr-code');
    const secret = ((await page.locator('.zst-geheimnis code').textContent()) ?? '').replaceAll(' ', '');
    await page.getByLabel('Code aus der App').fill('000000');
    await page.getByRole('button', { name: 'Einschalten' }).click();
    await page.getByText('Der Code stimmt nicht').waitFor();
    await page.getByLabel('Code aus der App').fill(codeOf(secret));
    await page.getByRole('button', { name: 'Einschalten' }).click();
    await page.getByRole('list', { name: 'Wiederherstellungscodes' }).waitFor();
    await anton.look('codes');
    const [rettung = ''] = await page.locator('.zst-codes code').allTextContents();
    await page.getByRole('button', { name: 'Ich habe sie aufbewahrt' }).click();

    await page.getByRole('link', { name: 'Konten' }).click();
    await anton.arrive('Konten');
    await page.getByText('koordination@rheine.example').waitFor();
    await page.getByRole('link', { name: 'Person einladen' }).click();
    await page.getByLabel('Vor- und Nachname').fill('Nele Beispiel');
    await page.getByLabel('Dienstliche E-Mail-Adresse').fill('nele@rheine.example');
    expect(await page.getByLabel('Rolle', { exact: true }).inputValue()).toBe('');
    await page.getByLabel('Rolle', { exact: true }).selectOption({ label: 'Case Management' });
    await page.getByLabel('Organisation').selectOption({ label: 'Caritas Rheine (links der Ems)' });
    await anton.look('einladen');
    await page.getByRole('button', { name: 'Einladen' }).click();
    await anton.arrive('Nele Beispiel ist eingeladen');
    const link = (await page.locator('.zst-geheimnis code').textContent()) ?? '';

    const nele = await Reisende.start(browser, app, 'phone', 'nele', maengel);
    await nele.page.goto(link);
    await nele.arrive('Passwort festlegen');
    await nele.page.getByLabel('Neues Passwort').fill(NEUES_PASSWORT);
    await nele.page.getByRole('button', { name: 'Passwort festlegen' }).click();
    await nele.page.getByRole('link', { name: 'Jetzt anmelden' }).click();
    await enter(nele, 'nele@rheine.example', NEUES_PASSWORT);
    await nele.arrive('Aufgaben');
    for (const weiter of ['//evil.example', '/\\evil.example', '/\t/evil.example', 'https://evil.example']) {
      await nele.page.goto(`${app.address}/anmelden?weiter=${encodeURIComponent(weiter)}`);
      await nele.arrive('Aufgaben');
      expect(nele.page.url()).toBe(`${app.address}/aufgaben`);
    }
    await nele.go('/sicherheit');
    await nele.page.getByText('Dieses Gerät').waitFor();
    await nele.look('sicherheit');

    await page.getByRole('link', { name: 'Konto ansehen' }).click();
    await anton.arrive('Nele Beispiel');
    await anton.look('konto');
    await page.getByRole('button', { name: 'Konto sperren' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Konto sperren' }).click();
    await page.getByText('Gesperrt').first().waitFor();
    await nele.go('/aufgaben');
    await nele.arrive('Anmelden');

    await page.getByRole('button', { name: 'Abmelden' }).click();
    await page.getByText('Sie sind abgemeldet').waitFor();
    await enter(anton, 'admin@rheine.example');
    await anton.arrive('Code eingeben');
    await page.getByLabel('Code').fill(codeOf(secret, 1));
    await page.keyboard.press('Enter');
    await anton.arrive('Postfach');
    await page.getByRole('button', { name: 'Abmelden' }).click();
    await page.getByText('Sie sind abgemeldet').waitFor();
    await enter(anton, 'admin@rheine.example');
    await page.getByLabel('Code').fill(rettung.toUpperCase());
    await page.keyboard.press('Enter');
    await anton.arrive('Postfach');
  }, 120_000);

  test('a case manager comes in through the directory and signs out there, too', async () => {
    const mensch = { name: 'Maria Neu', email: 'maria@rheine.example', email_verified: true };
    anbieter.menschen.set('maria', { ...mensch, groups: ['caritas-rheine:case_management'] });
    anbieter.davor = 'maria';
    const maria = await Reisende.start(browser, app, 'desktop', 'maria', maengel);
    const { page } = maria;
    await maria.go('/vorgaenge');
    await page.getByRole('link', { name: 'Anmelden mit dem Konto Ihrer Verwaltung' }).click();
    await maria.arrive('Vorgänge');
    await page.getByText('Maria Neu').waitFor();
    await maria.go('/sicherheit');
    await maria.page.getByText('Verzeichnisdienst').waitFor();
    await page.getByRole('button', { name: 'Abmelden', exact: true }).click();
    await page.getByRole('button', { name: 'Ja' }).click();
    await page.getByText('Sie sind abgemeldet').waitFor();
    anbieter.menschen.set('maria', { ...mensch, groups: [] });
    await page.getByRole('link', { name: /Anmelden mit/ }).click();
    await page.getByText('Für Sie ist hier noch keine Rolle vergeben').waitFor();
  });

  test('nothing on the way was a barrier, too wide or broken', () => {
    expect(maengel.liste).toEqual([]);
  });
});
