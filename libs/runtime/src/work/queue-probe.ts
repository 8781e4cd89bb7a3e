import { Redis } from 'ioredis';

const lastingMs = 2000;

/** Says whether Redis answers, without ever waiting for it to come back. */
export class QueueProbe {
  private readonly client: Redis;
  private asked = 0;
  private answer: Promise<boolean> = Promise.resolve(false);

  constructor(redisUrl: string) {
    this.client = new Redis(redisUrl, {
      lazyConnect: true,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      connectTimeout: 1000,
      commandTimeout: 1000,
      retryStrategy: () => null,
    });
    this.client.on('error', () => {});
  }

  /** The answer is asked for at most every two seconds. */
  answers(): Promise<boolean> {
    const now = Date.now();
    if (now - this.asked < lastingMs) return this.answer;
    this.asked = now;
    this.answer = this.ask();
    return this.answer;
  }

  close(): void {
    // A connection that is already over would keep the process for another two seconds.
    if (this.client.status !== 'end') this.client.disconnect();
  }

  private async ask(): Promise<boolean> {
    try {
      if (this.client.status !== 'ready') await this.client.connect();
      await this.client.ping();
      return true;
    } catch {
      return false;
    }
  }
}
