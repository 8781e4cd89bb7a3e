import type { Page } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { picture, viewports, type Browser } from '../support/browser.js';
import type { App } from '../support/app.js';
import { barriers, fill, fillMeldung, openTask, overflow, signIn, type Antworten } from './seiten.js';

export const PASSWORT = 'reise-passwort-1';

interface Routingfall {
  fall: string;
  kommune: string;
  zugang: string;
  antworten: Antworten;
}

const faelle = JSON.parse(
  readFileSync(join(process.cwd(), 'tests/api/routingfaelle.json'), 'utf8'),
) as Routingfall[];

export function routingfall(fall: string): Routingfall {
  const found = faelle.find((one) => one.fall === fall);
  if (!found) throw new Error(`kein Fall ${fall}`);
  return found;
}

/** What was seen on the way and should not be: barriers, pages wider than the window, errors in the console. */
export interface Maengel {
  liste: string[];
  /** whether each page is looked at; once is enough, whatever lies behind the pages */
  genau: boolean;
}

/** A person with a browser window of one size, who looks at each page she comes to. */
export class Reisende {
  private constructor(
    readonly page: Page,
    private readonly app: App,
    private readonly art: keyof typeof viewports,
    private readonly name: string,
    private readonly maengel: Maengel,
  ) {}

  static async start(
    browser: Browser,
    app: App,
    art: keyof typeof viewports,
    name: string,
    maengel: Maengel,
  ) {
    const page = await browser.page(art);
    const reisende = new Reisende(page, app, art, name, maengel);
    page.on('pageerror', (error) => reisende.note(`Ausnahme: ${error.stack ?? error.message}`));
    page.on('console', (message) => {
      // The editors of bpmn.io set some styles inline; the policy blocks them, which changes nothing to be seen.
      const editor = page.url().includes('/modelle');
      if (message.type() === 'error' && /Content Security Policy/.test(message.text()) && !editor)
        reisende.note(`CSP: ${message.text()}`);
    });
    return reisende;
  }

  private note(text: string) {
    this.maengel.liste.push(`${this.name}/${this.art} ${new URL(this.page.url()).pathname}: ${text}`);
  }

  /** Keeps pictures and notes barriers and overflow, at phone and desktop width. */
  async look(name: string): Promise<void> {
    await this.page.waitForLoadState('networkidle');
    if (!this.maengel.genau) return;
    // The drawing tools start anew when the window changes its size, which a picture of the whole page does too.
    const editor = this.page.url().includes('/modelle/datei');
    for (const art of editor ? [this.art] : this.arten()) {
      await this.page.setViewportSize(viewports[art]);
      await picture(this.page, `${this.name}-${name}-${art}`, !editor);
      for (const barrier of await barriers(this.page)) this.note(`${art}: ${barrier}`);
      const wide = await overflow(this.page);
      if (wide > 0) this.note(`${name}: ${wide} px breiter als das Fenster (${art})`);
    }
  }

  /** Both sizes, the own one last. */
  private arten(): (keyof typeof viewports)[] {
    return this.art === 'phone' ? ['desktop', 'phone'] : ['phone', 'desktop'];
  }

  /** Waits for the page with this title; if it does not come, keeps a picture of what came instead. */
  async arrive(titel: string | RegExp): Promise<void> {
    try {
      await this.page.getByRole('heading', { level: 1, name: titel }).waitFor();
    } catch (error) {
      await picture(this.page, `${this.name}-statt-${String(titel).replace(/[^A-Za-zÄÖÜäöüß]+/g, '-')}`);
      throw error;
    }
  }

  go = (path: string) => this.page.goto(this.app.address + path);

  /** Reports a case through the public form; gives reference and PIN. */
  async report(
    fall: string,
    options: { pictures?: boolean } = {},
  ): Promise<{ referenz: string; pin: string }> {
    const { kommune, zugang, antworten } = routingfall(fall);
    await this.go(`/${kommune}/melden/${zugang}`);
    await this.page.getByRole('button', { name: 'Weiter' }).waitFor();
    const look = options.pictures ? (name: string) => this.look(`melden-${name}`) : undefined;
    await fillMeldung(this.page, antworten, look);
    if (options.pictures) await this.look('melden-pruefen');
    await this.page.getByRole('button', { name: 'Meldung absenden' }).click();
    await this.arrive('Ihre Meldung ist angekommen');
    if (options.pictures) await this.look('melden-eingegangen');
    const [referenz = '', pin = ''] = await this.page.locator('.zst-kennung dd strong').allTextContents();
    return { referenz, pin };
  }

  /** What the status page says, or the error it shows. */
  async status(referenz: string, pin: string): Promise<string> {
    await this.go(`/status?referenz=${referenz}`);
    await this.page.getByLabel('PIN').fill(pin);
    const answered = this.page.waitForResponse((response) =>
      response.url().endsWith('/api/oeffentlich/status'),
    );
    await this.page.locator('main form button[type=submit]').click();
    await answered;
    await this.page.waitForTimeout(200);
    return (await this.page.locator('main').textContent()) ?? '';
  }

  signIn = (email: string, start?: string) => signIn(this.page, this.app.address, email, PASSWORT, start);

  open = (referenz: string) => openTask(this.page, this.app.address, referenz);

  /** Completes the open task page with one click on an action. */
  async click(aktion: string): Promise<void> {
    await this.page.getByRole('button', { name: aktion }).click();
    await this.page.getByText('Erledigt, vielen Dank').waitFor();
  }

  /** Opens the task of a Vorgang and completes it with its form. */
  async do(referenz: string, aufgabe: string, antworten: Antworten): Promise<void> {
    await this.open(referenz);
    await this.arrive(aufgabe);
    await this.answer(antworten);
  }

  /** Completes the open task page with its form. */
  async answer(antworten: Antworten): Promise<void> {
    await fill(this.page, antworten);
    await this.page.getByRole('button', { name: 'Aufgabe abschließen' }).click();
    await this.page.getByText('Erledigt, vielen Dank').waitFor();
  }

  /** The link „Vorgang ansehen“ after a completed task. */
  async toCase(): Promise<void> {
    await this.page.getByRole('link', { name: 'Vorgang ansehen' }).click();
    await this.page.getByRole('heading', { name: 'Verlauf' }).waitFor();
  }
}
