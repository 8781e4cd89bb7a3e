import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';

const candidates = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Path of an installed Chromium, or null after saying loudly how to get one; with CI=true its absence is an error. */
export function findChromium(): string | null {
  const found = candidates.find((path) => path && existsSync(path)) ?? null;
  if (found) return found;
  const hint =
    'Chromium fehlt: die Browser-Tests werden übersprungen. Abhilfe: apt-get install chromium oder CHROMIUM_PATH setzen.';
  if (process.env['CI'] === 'true') throw new Error(hint);
  console.warn(`\n⚠  ${hint}\n`);
  return null;
}

export const viewports = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 900 } };

export interface Browser {
  /** A page in a context of its own (own cookies) at the given size. */
  page(viewport: keyof typeof viewports): Promise<Page>;
  close(): Promise<void>;
}

/** Starts a headless Chromium with a fresh profile that talks to nothing but the pages it is sent to. */
export async function startBrowser(executablePath: string): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'zst-chromium-'));
  const browser = await chromium.launch({
    executablePath,
    env: { ...process.env, HOME: profile },
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
    ],
  });
  const contexts: BrowserContext[] = [];
  return {
    async page(viewport) {
      const context = await browser.newContext({
        viewport: viewports[viewport],
        locale: 'de-DE',
        timezoneId: 'Europe/Berlin',
        reducedMotion: 'reduce',
      });
      context.setDefaultTimeout(15_000);
      contexts.push(context);
      return context.newPage();
    },
    async close() {
      await Promise.all(contexts.map((context) => context.close()));
      await browser.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Keeps a picture as artifact (of the whole page unless told otherwise): artifacts/screens/<name>.png. */
export async function picture(page: Page, name: string, fullPage = true): Promise<void> {
  const directory = join(process.cwd(), 'artifacts', 'screens');
  mkdirSync(directory, { recursive: true });
  await page.screenshot({ path: join(directory, `${name}.png`), fullPage });
}
