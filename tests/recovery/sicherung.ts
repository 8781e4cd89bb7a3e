import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eraseVorgang, inTenant, openDatabase, readEraseList, wholeTenant } from '@zusteuerung/runtime';
import { freePort, waitFor } from '../support/app.js';
import { progress, random } from '../support/random.js';
import { zst, type Ended } from '../support/zst.js';
import { fall } from './meldungen.js';
import { CountingMailServer, Services } from './services.js';

export interface RestoreReport {
  seed: number;
  rounds: number;
  /** Meldungen there at the end, those reported after the last restore too */
  answered: number;
  /** rows and bytes of the largest backup */
  rows: number;
  bytes: number;
  /** outgoing work of the backups that was held after the restore */
  held: number;
  /** cases that came back and were erased again */
  erasedAgain: number;
  mailsSent: number;
  /** Message-IDs the mail server got twice */
  repeated: number;
  broken: string[];
}

const kommune = fall?.kommune ?? '';

/** Offices that report until they are told to stop; each answered reference is noted with its moment. */
function offices(address: string, answered: Map<string, number>) {
  let open = true;
  const office = async () => {
    while (open) {
      const response = await fetch(`${address}/api/oeffentlich/kommunen/${kommune}/meldungen`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ zugang: fall?.zugang, antworten: fall?.antworten }),
      });
      const body = (await response.json()) as { referenz: string };
      if (response.status === 201) answered.set(body.referenz, Date.now());
      else await sleep(100);
    }
  };
  const work = Promise.all([office(), office(), office()]);
  return async () => {
    open = false;
    await work;
  };
}

/** Backups under load, restored over what came after them, again and again on one installation. */
class Drill {
  readonly answered = new Map<string, number>();
  readonly report: RestoreReport;
  private readonly folder = mkdtempSync(join(tmpdir(), 'zst-uebung-'));

  constructor(
    private readonly services: Services,
    private readonly mails: CountingMailServer,
    seed: number,
    private readonly next: () => number,
  ) {
    const none = { answered: 0, rows: 0, bytes: 0, held: 0, erasedAgain: 0, mailsSent: 0, repeated: 0 };
    this.report = { seed, rounds: 0, ...none, broken: [] };
  }

  private zst(...args: string[]): Promise<Ended> {
    return zst(args, {
      DATABASE_URL: this.services.url,
      DATA_DIR: this.folder,
      SMTP_URL: this.mails.url,
    });
  }

  private expect(holds: boolean, text: string): void {
    if (!holds) this.report.broken.push(`round ${this.report.rounds}: ${text}`);
  }

  async round(): Promise<void> {
    this.report.rounds++;
    const files = { file: join(this.folder, 'sicherung.zst'), liste: join(this.folder, 'loeschliste.json') };
    const { begun, stop } = await this.backUpUnderLoad(files.file);
    const erased = await this.eraseOne(begun, files.liste).finally(stop);
    // PostgreSQL notices a moment later that a killed worker is gone.
    const connected = `SELECT count(*) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'zusteuerung'`;
    await this.services.until('nobody is connected', connected, 30_000);
    await this.comeBack(files, { begun, erased });
    rmSync(files.file);
  }

  /** While offices report and a worker sends; afterwards nobody reports any more, and `stop` ends the programs. */
  private async backUpUnderLoad(file: string) {
    const worker = this.services.worker();
    const api = await this.services.api(await freePort());
    const stop = async () => {
      await api.kill();
      await worker.kill();
    };
    const stopOffices = offices(api.address, this.answered);
    try {
      const before = this.answered.size;
      await waitFor('some have reported', async () => this.answered.size > before + 10);
      await sleep(this.next() * 2000);
      const begun = Date.now();
      const { code, output } = await this.zst('backup', file);
      this.expect(code === 0, `backup: ${output}`);
      await sleep(this.next() * 2000);
      return { begun, stop };
    } catch (error) {
      await stop();
      throw error;
    } finally {
      await stopOffices();
    }
  }

  /** Somebody reported before the backup is erased after it; the list is kept outside of the database. */
  private async eraseOne(begun: number, liste: string): Promise<string> {
    const before = [...this.answered].filter(([, at]) => at < begun).map(([referenz]) => referenz);
    const referenz = before[Math.floor(this.next() * before.length)] ?? '';
    await this.services.query(`UPDATE process_instance SET status = 'completed' WHERE business_key = $1`, [
      referenz,
    ]);
    const [row] = await this.services.query<{ id: string }>('SELECT id FROM vorgang WHERE referenz = $1', [
      referenz,
    ]);
    const database = await openDatabase({ url: this.services.url, dataDir: '' });
    try {
      const request = { tenant: kommune, vorgangId: row?.id ?? '', actor: 'x', anlass: 'anfrage' } as const;
      const outcome = await inTenant(database.dataSource, wholeTenant(kommune), (tx) =>
        eraseVorgang(tx, request),
      );
      this.expect(outcome === 'erased', `erasing ${referenz}: ${outcome}`);
      writeFileSync(liste, JSON.stringify(await readEraseList(database.dataSource)));
    } finally {
      await database.stop();
    }
    return referenz;
  }

  private async comeBack(
    { file, liste }: { file: string; liste: string },
    { begun, erased }: { begun: number; erased: string },
  ): Promise<void> {
    const restored = await this.zst('restore', file, '--ueberschreiben', '--loeschliste', liste, '--json');
    this.expect(restored.code === 0, `restore: ${restored.output}`);
    if (restored.code !== 0) return;
    const { rows, held, erased: again } = JSON.parse(restored.output) as Record<string, number>;
    const { report } = this;
    report.rows = Math.max(report.rows, rows ?? 0);
    report.bytes = Math.max(report.bytes, statSync(file).size);
    report.held += held ?? 0;
    report.erasedAgain += again ?? 0;
    const doctor = await this.zst('doctor');
    this.expect(doctor.code === 0, `doctor: ${doctor.output}`);
    const there = await this.services.query<{ referenz: string }>(
      `SELECT referenz FROM vorgang WHERE art = 'meldung'`,
    );
    const known = new Set(there.map(({ referenz }) => referenz));
    for (const [referenz, at] of this.answered) {
      if (referenz === erased) this.expect(!known.has(referenz), `${referenz} was erased and is back`);
      else if (at < begun)
        this.expect(known.has(referenz), `${referenz} was answered before the backup and is missing`);
      // What came after the backup is lost with it, and its reporters know from nothing else.
      if (referenz === erased || at >= begun) this.answered.delete(referenz);
    }
    report.answered = this.answered.size;
    const open = await this.services.query(`SELECT 1 FROM outbox WHERE status IN ('pending', 'queued')`);
    this.expect(open.length === 0, `${open.length} mails would go out unasked`);
  }

  /** What is reported after the last restore goes out as ever; nothing sent before goes out again. */
  async finish(): Promise<RestoreReport> {
    const worker = this.services.worker();
    const api = await this.services.api(await freePort());
    const stopOffices = offices(api.address, this.answered);
    await sleep(2000);
    await stopOffices();
    await this.services
      .until('mails are sent', `SELECT count(*) FROM outbox WHERE status IN ('pending', 'queued')`, 120_000)
      .finally(() => worker.kill());
    await api.stop();
    const { report, mails } = this;
    Object.assign(report, {
      answered: this.answered.size,
      mailsSent: mails.taken.size,
      repeated: mails.repeated,
    });
    if (mails.repeated > 0) report.broken.push(`${mails.repeated} mails were sent twice`);
    rmSync(this.folder, { recursive: true, force: true });
    return report;
  }
}

/** Takes backups while offices report and mails go out, restores each over what came after it, and counts. */
export async function restoreUnderLoad(rounds: number, seed: number): Promise<RestoreReport> {
  const mails = await CountingMailServer.start();
  const services = await Services.start({ SMTP_URL: mails.url });
  try {
    const drill = new Drill(services, mails, seed, random(seed));
    for (let n = 0; n < rounds; n++) {
      await drill.round();
      progress(`round ${n + 1}: ${JSON.stringify(drill.report)}`);
    }
    return await drill.finish();
  } finally {
    await services.stop();
    await mails.stop();
  }
}
