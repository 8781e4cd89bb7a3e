import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { beispiel, Welt } from '../api/welt.js';
import { freePort, startApp, type App } from '../support/app.js';
import { compilePrograms } from '../support/compiled.js';

let welt: Welt;
let env: Record<string, string>;

beforeAll(async () => {
  compilePrograms();
  welt = await Welt.open();
  env = {
    DATABASE_URL: welt.lauf.betrieb.database.url,
    STOPP_VORLAUF: '1',
    LIMIT_MELDUNG: '1000000',
    LIMIT_ALLGEMEIN: '1000000',
  };
}, 180_000);
afterAll(() => welt.stop());

const start = (port: number) => startApp({ ...env, PORT: String(port) }, 'apps/server/dist/main.api.js');

/** Spreads requests as a proxy does: over those that say they are ready; only a refused connection tries another. */
class Verteiler {
  readonly failed: string[] = [];
  answered = 0;
  private ready: string[] = [];
  private open = true;
  private readonly work: Promise<unknown>;

  constructor(private readonly addresses: string[]) {
    this.ready = addresses;
    this.work = Promise.all([this.watch(), ...Array.from({ length: 3 }, () => this.report())]);
  }

  async stop(): Promise<void> {
    this.open = false;
    await this.work;
  }

  private async watch(): Promise<void> {
    while (this.open) {
      const states = await Promise.all(
        this.addresses.map((address) =>
          fetch(`${address}/health/ready`).then(
            ({ ok }) => ok,
            () => false,
          ),
        ),
      );
      this.ready = this.addresses.filter((_, index) => states[index]);
      await sleep(100);
    }
  }

  private async report(): Promise<void> {
    while (this.open) {
      const key = randomUUID();
      let sent = false;
      while (!sent) sent = await this.send(this.ready[Math.floor(Math.random() * this.ready.length)], key);
    }
  }

  private async send(address: string | undefined, key: string): Promise<boolean> {
    if (!address) return sleep(50, false);
    try {
      const response = await fetch(`${address}/api/oeffentlich/kommunen/rheine/meldungen`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(beispiel('rheine', 0)),
      });
      await response.text();
      if (response.status === 201) this.answered++;
      else this.failed.push(`status ${response.status}`);
      return true;
    } catch (error) {
      const { code } = ((error as Error).cause ?? {}) as { code?: string };
      if (code === 'ECONNREFUSED') return sleep(50, false);
      this.failed.push(String(code ?? error));
      return true;
    }
  }
}

test('two api processes restarted one after the other under load: no request fails', async () => {
  const ports = [await freePort(), await freePort()];
  const running: App[] = [];
  for (const port of ports) running.push(await start(port));
  const [first, second] = running as [App, App];
  const verteiler = new Verteiler(running.map(({ address }) => address));
  try {
    await first.stop();
    running[0] = await start(ports[0] as number);
    const before = verteiler.answered;
    await second.stop();
    await sleep(200);
    await verteiler.stop();
    expect(verteiler.failed).toEqual([]);
    expect(before).toBeGreaterThan(0);
    expect(verteiler.answered).toBeGreaterThan(before);
  } finally {
    await verteiler.stop();
    await running[0]?.stop();
  }
}, 180_000);
