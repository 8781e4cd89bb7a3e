import { missingMigrations, QueueProbe, type Database } from '@zusteuerung/runtime';
import type { Config } from '../start/config.js';
import type { Gesundheit } from './gesundheit.dto.js';

const PATIENCE_MS = 2000;

/** Whether a process may be given work: not stopping, database there, tables up to date. */
export class Bereitschaft {
  private stopping = false;
  private schemaIsCurrent = false;
  private readonly queue: QueueProbe | null;

  constructor(
    { redisUrl }: Config,
    private readonly database: Database,
  ) {
    this.queue = redisUrl ? new QueueProbe(redisUrl) : null;
  }

  /** From here on the process is alive but wants no more work. */
  announceStop(): void {
    this.stopping = true;
    this.queue?.close();
  }

  get isStopping(): boolean {
    return this.stopping;
  }

  /** Never throws and answers within about two seconds, whatever hangs. Redis is told but decides nothing. */
  async check(): Promise<Gesundheit> {
    if (this.stopping) return { status: 'wird_beendet' };
    const warteschlange = this.queue
      ? { art: 'redis' as const, erreichbar: await this.queue.answers() }
      : { art: 'postgresql' as const };
    try {
      const missing = this.schemaIsCurrent ? await this.ping() : await this.missing();
      if (missing.length > 0) return { status: 'schema_veraltet', fehlend: missing, warteschlange };
      this.schemaIsCurrent = true;
      return { status: 'ok', warteschlange };
    } catch {
      return { status: 'datenbank_fehlt', warteschlange };
    }
  }

  private async ping(): Promise<string[]> {
    await inTime(this.database.dataSource.query('SELECT 1'));
    return [];
  }

  private missing(): Promise<string[]> {
    return inTime(missingMigrations(this.database.url));
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), PATIENCE_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
