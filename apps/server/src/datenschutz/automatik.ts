import type { Logger } from '@zusteuerung/runtime';
import type { Betrieb } from '../start/betrieb.js';
import { approveAutomatische } from './fristen.js';

const PAUSE_MS = 60 * 60 * 1000;

/** Looks once an hour for what municipalities let be erased by itself. What is due, the database's clock decides. */
export class Automatik {
  private timer: NodeJS.Timeout | null = null;
  private look: Promise<void> = Promise.resolve();

  constructor(
    private readonly betrieb: Betrieb,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.look = this.run();
    this.timer = setInterval(() => (this.look = this.run()), PAUSE_MS);
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.look;
  }

  private async run(): Promise<void> {
    try {
      await approveAutomatische(this.betrieb);
    } catch (error) {
      this.logger.warn('retention: trying again later', { error: (error as Error).message });
    }
  }
}
