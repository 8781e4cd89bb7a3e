import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { findChromium } from '../support/browser.js';
import { Programm } from './programm.js';
import { Reisende, type Maengel } from './reise.js';

// What can be done on the page of a case beside its tasks: meetings, data protection, stepping in; and what the dialog
// before a deployment says about a changed table.

const chromium = findChromium();
const NAECHSTES_JAHR = new Date().getFullYear() + 1;

/** The fold with this heading, opened with the keyboard if it is closed. */
async function unfold(page: Page, titel: string) {
  const summary = page.locator('summary', {
    has: page.getByRole('heading', { name: titel, exact: true }),
  });
  await summary.waitFor();
  const details = page.locator('details', { has: summary }).last();
  if (!(await details.evaluate((element: HTMLDetailsElement) => element.open))) {
    await summary.focus();
    await page.keyboard.press('Enter');
  }
  return { summary, details };
}

/** The next request there is done, but its answer never comes. */
const loseAnswer = (page: Page, address: string) =>
  page.route(
    address,
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );

/** The text of what a click brings to the computer. */
async function download(page: Page, click: () => Promise<void>): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
}

(chromium ? describe : describe.skip)('beside the tasks of a case', () => {
  const maengel: Maengel = { liste: [], genau: true };
  let programm: Programm;
  let carla: Reisende;
  let koordination: Reisende;
  let fall: string;
  let referenz: string;

  beforeAll(async () => {
    programm = await Programm.start(chromium as string);
    const { app, browser } = programm;
    carla = await Reisende.start(browser, app, 'phone', 'carla', maengel);
    koordination = await Reisende.start(browser, app, 'desktop', 'koordination', maengel);
    const amt = await Reisende.start(browser, app, 'phone', 'amt', maengel);
    ({ referenz } = await amt.report('T01'));
    await carla.signIn('cm.caritas@rheine.example');
    await carla.open(referenz);
    await carla.page.getByRole('link', { name: 'Vorgang mit Verlauf und Diagramm ansehen' }).click();
    await carla.page.getByRole('heading', { name: 'Wo steht der Fall?' }).waitFor();
    fall = new URL(carla.page.url()).pathname;
    await koordination.signIn('koordination@rheine.example');
  }, 180_000);
  afterAll(() => programm?.stop(), 60_000);

  test('on a phone what was reported stands before the decision', async () => {
    const { page } = carla;
    await carla.open(referenz);
    const top = async (id: string) => (await page.locator(id).boundingBox())?.y ?? NaN;
    expect(await top('#angaben')).toBeLessThan(await top('#formular'));
    expect(await page.getByText('Jobcenter Kreis Steinfurt').isVisible()).toBe(false);
    await unfold(page, 'Angaben der Meldung');
    await page.getByText('Jobcenter Kreis Steinfurt').waitFor();
    await carla.go(fall);
  });

  test('a meeting is planned, taken along, moved and cancelled', async () => {
    const { page } = carla;
    const { summary, details } = await unfold(page, 'Termine');
    expect(await summary.textContent()).toContain('keiner geplant');
    await details.getByRole('button', { name: 'Termin planen' }).click();
    await page.getByLabel('Was für ein Termin?').selectOption({ label: 'Fallkonferenz' });
    await page.getByLabel('Tag').fill(`${NAECHSTES_JAHR}-03-15`);
    await page.getByLabel('Uhrzeit').fill('14:30');
    await page.getByRole('button', { name: 'Einladen' }).click();
    await details.getByText('Bitte wählen Sie mindestens eine Stelle').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('termin-teilnehmende');
    await carla.look('termin-fehler');
    await page.getByLabel('Meldende Stelle').check();
    await page.getByLabel('Weitere E-Mail-Adressen').fill('schule@ort.example');
    await loseAnswer(page, '**/termine');
    await page.getByRole('button', { name: 'Einladen' }).click();
    await details.getByText('Wir erreichen den Server gerade nicht').waitFor();
    await page.getByRole('button', { name: 'Einladen' }).click();
    await page.getByText('Der Termin ist geplant').waitFor();
    expect(await summary.textContent()).toContain(`1, nächster am 15. März ${NAECHSTES_JAHR}`);
    expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true);
    await carla.look('termin-geplant');

    const { name, text } = await download(page, () =>
      details.getByRole('link', { name: /Kalenderdatei/ }).click(),
    );
    expect(name).toBe('termin.ics');
    expect(text).toContain(`DTSTART:${NAECHSTES_JAHR}0315T133000Z`);
    expect(text).not.toContain('schule@ort.example');

    await details.getByRole('button', { name: 'Verschieben' }).click();
    await page.getByLabel('Tag').fill(`${NAECHSTES_JAHR}-03-16`);
    await page.getByRole('button', { name: 'Termin ändern' }).click();
    await page.getByText('Der Termin ist geändert').waitFor();
    expect(await summary.textContent()).toContain('16. März');

    await details.getByRole('button', { name: 'Absagen' }).click();
    await page.getByRole('button', { name: 'Nein, behalten' }).click();
    await details.getByRole('button', { name: 'Absagen' }).click();
    await page.getByRole('button', { name: 'Ja, absagen' }).click();
    await page.getByText('Der Termin ist abgesagt').waitFor();
    expect(await summary.textContent()).toContain('keiner geplant');
    await page.getByText('Vergangene und abgesagte Termine (1)').waitFor();

    await page.reload();
    const { details: verlauf } = await unfold(page, 'Verlauf');
    for (const zeile of [
      'Einladung an 2 Personen versandt',
      'Termin geändert, 2 Personen benachrichtigt',
      'Termin abgesagt, 2 Personen benachrichtigt',
    ])
      expect(await verlauf.getByText(zeile).count()).toBe(1);
  });

  test('consent is taken back and given anew, and the person gets everything that is stored', async () => {
    const { page } = carla;
    const { summary, details } = await unfold(page, 'Datenschutz');
    expect(await summary.textContent()).toContain('Einwilligung gilt');
    await carla.look('datenschutz');
    await details.getByRole('button', { name: 'Widerruf erfassen' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Widerruf erfassen' }).click();
    await details.getByText('Die Einwilligung ist widerrufen').waitFor();
    expect(await summary.textContent()).toContain('Einwilligung widerrufen');

    await details.getByText('Der Widerruf ist erfasst.').waitFor();

    await details.getByRole('button', { name: 'Einwilligung erfassen' }).click();
    await page.getByLabel('Was wurde der Person gesagt?').fill('Ihre Angaben gehen an die Caritas.');
    await details.getByRole('button', { name: 'Erfassen', exact: true }).click();
    await details.getByText('Bitte kreuzen Sie mindestens eine Stelle an.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('ew-empfaenger');
    await carla.look('einwilligung');
    await page.getByLabel(/Caritas Rheine \(links der Ems\)/).check();
    await page.getByLabel('Form', { exact: true }).selectOption({ label: 'Schriftlich' });
    await page.getByLabel('Erteilt am').fill(new Date().toISOString().slice(0, 10));
    await page.context().clearCookies();
    await details.getByRole('button', { name: 'Erfassen', exact: true }).click();
    await page.getByText('Ihre Sitzung ist zu Ende').waitFor();
    await carla.signIn('cm.caritas@rheine.example');
    await carla.go(fall);
    await unfold(page, 'Datenschutz');
    await details.getByRole('button', { name: 'Einwilligung erfassen' }).click();
    expect(await page.getByLabel('Was wurde der Person gesagt?').inputValue()).toContain('an die Caritas');
    await details.getByRole('button', { name: 'Erfassen', exact: true }).click();
    await details.getByText('Die Einwilligung ist erfasst.').waitFor();
    expect(await summary.textContent()).toContain('Einwilligung gilt');
    expect(await details.getByText('Die Einwilligung ist widerrufen').count()).toBe(0);

    const json = await download(page, () => details.getByRole('link', { name: /JSON/ }).click());
    expect(JSON.stringify(JSON.parse(json.text))).toContain(referenz);
    const html = await download(page, () => details.getByRole('link', { name: /HTML/ }).click());
    expect(html.text).toContain('Auskunft über gespeicherte Daten');
    await details.getByText('Wer hat die Angaben zur Person gesehen?').click();
    await details.getByText('Auskunft erstellt').first().waitFor();
  });

  test('a value is changed in its row with the keyboard, looked at, done and taken back', async () => {
    const { page } = koordination;
    await koordination.go(fall);
    await page.getByRole('link', { name: 'Eingreifen' }).click();
    await page.getByLabel('Eingriff').selectOption({ label: 'Variablen ändern' });
    await page.locator('summary', { hasText: /^fristen/ }).click();
    const aendern = page.getByRole('button', { name: 'Ändern: fristen › uebergabe', exact: true });
    await aendern.focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('P20D');
    await koordination.look('wert');
    await page.getByLabel('fristen › uebergabe', { exact: true }).press('Enter');
    await page.getByText('vorher: P14D').waitFor();
    expect(await aendern.evaluate((element) => element === document.activeElement)).toBe(true);
    const focused = () =>
      page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent);
    await page.getByRole('button', { name: 'Folgen ansehen' }).click();
    await page.getByText('Bitte schreiben Sie mindestens zehn Zeichen.').waitFor();
    expect(await focused()).toBe('begruendung');
    await page.getByLabel('Begründung').fill('Die Übergabe dauert länger');
    await page.getByRole('button', { name: 'Folgen ansehen' }).click();
    await page.getByRole('button', { name: 'Jetzt ausführen' }).waitFor();
    expect(await focused()).toBe('Das sind die Folgen');
    await page.getByRole('button', { name: 'Jetzt ausführen' }).click();
    await page.getByText('Das ist geschehen').waitFor();
    const readFristen = async () => {
      const answer = await page.request.get(`${programm.app.address}/api${new URL(page.url()).pathname}`);
      return ((await answer.json()) as { variablen: { fristen: object } }).variablen.fristen;
    };
    expect(await readFristen()).toMatchObject({ uebergabe: 'P20D', annahme: 'P7D' });
    await page.getByRole('button', { name: 'Rückgängig machen' }).click();
    await page.getByRole('button', { name: 'Rückgängig machen' }).waitFor({ state: 'detached' });
    expect(await readFristen()).toMatchObject({ uebergabe: 'P14D' });
  });

  test('the dialog before a deployment says what is decided differently, or that nothing is', async () => {
    const { page } = koordination;
    const table = readFileSync('processes/rheine/zusteuerung.dmn', 'utf8');
    const propose = async (inhalt: string) => {
      await koordination.go('/modelle');
      await page.locator('input[type=file]').setInputFiles({
        name: 'zusteuerung.dmn',
        mimeType: 'text/xml',
        buffer: Buffer.from(inhalt),
      });
      await page.waitForURL(/\/modelle\/datei/);
      await page.locator('[data-testid=pruefstand][data-status=fertig]').waitFor();
      await page.getByRole('button', { name: 'Prüfen und bereitstellen' }).click();
      await page.getByText('Durchgespielt wurden').waitFor();
      return (await page.locator('[data-testid=wirkung]').textContent()) ?? '';
    };
    const same = await propose(table.replace('label="Komplexität"', 'label="Wie komplex?"'));
    expect(same).toContain('Nichts wird anders entschieden');
    const other = await propose(table.replace(/(id="komplexitaet_K3_E1">\s*<text>)&gt;= 2/, '$1&gt;= 3'));
    expect(other).toMatch(/\d+ von \d+ Beispielfällen gehen anders aus/);
    expect(other).toContain('Ziel: bisher „CM“, jetzt „CM_PRUEFUNG“');
    expect(other).toContain('D2 Komplexität');
    await koordination.look('wirkung');
  });

  test('who sets up a webhook sees its secret first, and never loses the place', async () => {
    const anton = await Reisende.start(programm.browser, programm.app, 'phone', 'anton', maengel);
    const { page } = anton;
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    await anton.signIn('admin@rheine.example', 'Postfach');
    await anton.go('/schnittstellen');
    await page.getByRole('button', { name: 'Webhook anlegen' }).click();
    await page.getByLabel('Name').fill('Fachverfahren');
    await page.getByLabel('Adresse').fill('https://hooks.example.org/zst');
    await page.getByLabel('Ein Vorgang ist abgeschlossen').check();
    await page.getByRole('button', { name: 'Speichern' }).dblclick();
    await page.getByText('nur jetzt zu sehen').waitFor();
    expect(await focused()).toContain('whsec_');
    expect(await page.getByRole('heading', { name: 'Fachverfahren' }).count()).toBe(1);
    await anton.look('webhook');
    await page.getByRole('button', { name: 'Ich habe es gesichert' }).click();
    expect(await focused()).toBe('Webhooks');
    await page.getByRole('button', { name: 'Löschen' }).click();
    await page.getByRole('button', { name: 'Ja, löschen' }).click();
    await page.getByText('Noch keine Webhooks').waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === 'Webhooks');
  });

  test('what is erased next can be seen; a request finds the person and erases the case for good', async () => {
    const { page } = koordination;
    await koordination.go('/loeschen');
    await koordination.arrive('Datenschutz');
    await page.getByText('nichts fällig').first().waitFor();
    await koordination.go(fall);
    const { details } = await unfold(page, 'Datenschutz');
    const loeschen = details.getByRole('button', { name: 'Alle Daten löschen' });
    expect(await loeschen.isDisabled()).toBe(true);
    await details.getByLabel('Aktenzeichen der Anfrage').fill('ds-12/2026');
    await loeschen.click();
    await page.getByRole('dialog').getByText('Das lässt sich nicht rückgängig machen').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Abbrechen' }).click();
    await loeschen.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Endgültig löschen' }).click();
    await koordination.arrive('Vorgänge');
    await carla.go(fall);
    await carla.arrive(/gibt es nicht/);
    expect(await programm.query('SELECT 1 FROM vorgang WHERE referenz = $1', [referenz])).toEqual([]);
  });

  test('nothing on the way was a barrier, too wide or broken', () => {
    expect(maengel.liste).toEqual([]);
  });
});
