import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startApp, type App } from '../support/app.js';
import { startBrowser, type Browser } from '../support/browser.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { PASSWORT } from './reise.js';

/** The program as users start it, on a database of its own with the examples, and a browser to look at it. */
export class Programm {
  private constructor(
    readonly app: App,
    readonly browser: Browser,
    /** SQL past the application and its policies */
    readonly query: TestDatabase['query'],
    readonly stop: () => Promise<void>,
  ) {}

  static async start(chromium: string, env: Record<string, string> = {}): Promise<Programm> {
    const dataDir = mkdtempSync(join(tmpdir(), 'zst-web-'));
    const database = await openTestDatabase();
    const started: (() => Promise<void>)[] = [database.stop];
    const stop = async () => {
      for (const end of started.reverse()) await end();
      rmSync(dataDir, { recursive: true, force: true });
    };
    try {
      const own = { DATA_DIR: dataDir, DATABASE_URL: database.url, DEMO_PASSWORT: PASSWORT };
      const app = await startApp({ ...own, ...env });
      started.push(app.stop);
      const browser = await startBrowser(chromium);
      started.push(browser.close);
      return new Programm(app, browser, database.query, stop);
    } catch (error) {
      await stop();
      throw error;
    }
  }
}
