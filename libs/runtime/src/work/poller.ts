import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../types.js';

/** What was away is found again within this time; a look that fails costs next to nothing. */
const longestPauseMs = 2000;

/** Repeats a piece of work: at once while there is more, after a pause when there is none, later after a failure. */
export class Poller {
  private stopped: AbortController | null = null;
  private loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly name: string,
    private readonly pauseMs: number,
    private readonly logger: Logger,
    /** returns whether there is more to do */
    private readonly work: () => Promise<boolean>,
  ) {}

  start(): void {
    if (this.stopped) return;
    this.stopped = new AbortController();
    this.loop = this.run(this.stopped.signal);
  }

  /** Resolves when the work in progress is finished. */
  async stop(): Promise<void> {
    this.stopped?.abort();
    await this.loop;
    this.stopped = null;
  }

  private async run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        const more = await this.work();
        failures = 0;
        if (more) continue;
      } catch (error) {
        failures++;
        this.logger.warn(`${this.name}: trying again later`, { failures, error: (error as Error).message });
      }
      const pause = Math.min(
        this.pauseMs * 2 ** Math.min(failures, 6),
        Math.max(longestPauseMs, this.pauseMs),
      );
      await sleep(pause, undefined, { signal }).catch(() => {});
    }
  }
}
