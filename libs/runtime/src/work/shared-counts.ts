import { Redis } from 'ioredis';

const waitMs = 500;

/** Counts that several processes add up in Redis. Redis is never waited for: without it everybody counts alone. */
export class SharedCounts {
  private readonly client: Redis;

  constructor(redisUrl: string) {
    this.client = new Redis(redisUrl, {
      lazyConnect: true,
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      connectTimeout: waitMs,
      commandTimeout: waitMs,
      retryStrategy: () => null,
    });
    this.client.on('error', () => {});
  }

  /** Adds what was counted here and resolves with the sums of all; null while Redis is away. Sums live two minutes. */
  async add(deltas: ReadonlyMap<string, number>): Promise<Map<string, number> | null> {
    try {
      if (this.client.status !== 'ready') await this.client.connect();
      const keys = [...deltas.keys()];
      const pipeline = this.client.pipeline();
      for (const key of keys)
        pipeline.incrby(`zst:anzahl:${key}`, deltas.get(key) ?? 0).expire(`zst:anzahl:${key}`, 120);
      const answers = (await pipeline.exec()) ?? [];
      if (answers.some(([error]) => error)) return null;
      return new Map(keys.map((key, place) => [key, Number(answers[place * 2]?.[1])]));
    } catch {
      return null;
    }
  }

  close(): void {
    // A connection that is already over would keep the process for another two seconds.
    if (this.client.status !== 'end') this.client.disconnect();
  }
}
