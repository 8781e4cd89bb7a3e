/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

export type Antworten = Record<string, unknown>;

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Rules of WCAG 2.2 A and AA that the page breaks, with the places; the diagram canvas of bpmn.io is judged by its text version. */
export async function barriers(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axeSource });
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run({ exclude: [['.djs-container'], ['.dmn-js-parent'], ['.bio-properties-panel']] },
      { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
      .then((r) => r.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.target.join(' ')).join(' | ')))`,
    awaitPromise: true,
    returnByValue: true,
  });
  await session.detach();
  return result.value as string[];
}

/** Pixels by which the page is wider than its window. */
export const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function fillField(page: Page, key: string, value: unknown): Promise<boolean> {
  const choice = page.locator(`input[type=radio][name="${key}"], input[type=checkbox][name="${key}"]`);
  if ((await choice.count()) > 0) {
    if (typeof value === 'boolean') await choice.first().setChecked(value);
    else
      for (const one of Array.isArray(value) ? value : [value])
        await page.locator(`input[name="${key}"][value="${String(one)}"]`).check();
    return true;
  }
  const field = page.locator(`#feld-${key}`);
  if ((await field.count()) === 0) return false;
  const tag = await field.evaluate((element) => element.tagName);
  if (tag === 'SELECT') await field.selectOption(String(value));
  else await field.fill(String(value));
  return true;
}

/** Fills what is visible of `antworten`; a field that appears because of an answer is filled too. */
export async function fill(page: Page, antworten: Antworten): Promise<void> {
  const left = new Map(Object.entries(antworten));
  for (let found = true; found && left.size > 0;) {
    found = false;
    for (const [key, value] of left)
      if (await fillField(page, key, value)) {
        left.delete(key);
        found = true;
      }
  }
}

/** Walks the Meldung from the first group of questions to the check page. */
export async function fillMeldung(
  page: Page,
  antworten: Antworten,
  onStep: (name: string) => Promise<void> = async () => {},
): Promise<void> {
  for (let step = 1; step < 20; step++) {
    if (await page.getByRole('button', { name: 'Meldung absenden' }).isVisible()) return;
    const heading = await page.locator('main h2').first().textContent();
    await fill(page, antworten);
    await onStep(`schritt-${step}`);
    await page.getByRole('button', { name: 'Weiter' }).click();
    await page.waitForFunction(
      (before) =>
        document.querySelector('main h2')?.textContent !== before ||
        document.querySelector('.zst-fehlerliste'),
      heading,
    );
    const problems = page.locator('.zst-fehlerliste');
    if (await problems.isVisible()) throw new Error(`${heading}: ${await problems.textContent()}`);
  }
  throw new Error('Die Meldung nimmt kein Ende');
}

/** Signs in and waits for the page that comes first for this person. */
export async function signIn(
  page: Page,
  address: string,
  email: string,
  passwort: string,
  start = 'Aufgaben',
): Promise<void> {
  await page.goto(`${address}/anmelden`);
  await page.getByLabel('E-Mail').fill(email);
  await page.getByLabel('Passwort').fill(passwort);
  await page.getByRole('button', { name: 'Anmelden' }).click();
  await page.getByRole('heading', { level: 1, name: start }).waitFor();
}

/** Opens a task of a Vorgang from the inbox; it may take a moment to arrive there. */
export async function openTask(page: Page, address: string, referenz: string): Promise<void> {
  const entry = page.locator('.zst-eintrag', { hasText: referenz });
  for (const end = Date.now() + 15_000; Date.now() < end; await page.waitForTimeout(250)) {
    await page.goto(`${address}/aufgaben`);
    await page.waitForLoadState('networkidle');
    if ((await entry.count()) === 0) continue;
    await entry.first().getByRole('link').first().click();
    await page.waitForURL(/\/aufgaben\/./);
    await page.locator('#formular').waitFor();
    return;
  }
  throw new Error(`keine Aufgabe zu ${referenz}`);
}
