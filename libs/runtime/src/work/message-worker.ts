import type { DataSource } from 'typeorm';
import { wholeTenant } from '../database/scope.js';
import { inSystem, inTenant } from '../database/transaction.js';
import { waitingAddresses, type Address, type MessageRow } from '../execution/message-rows.js';
import type { Processes } from '../execution/processes.js';
import { silentLogger, type Logger } from '../types.js';
import { putOff, tenantsWith } from './due-rows.js';
import { obstacleOf, parkMessage, placeOf, releaseMessages } from './parking.js';
import { Poller } from './poller.js';

export interface MessageOptions {
  /** pause between looks at the table; default 250 ms */
  pollMs?: number;
  /** addresses of a tenant in one look; default 100 */
  batch?: number;
  /** addresses served at once; default 4 */
  concurrency?: number;
  logger?: Logger;
}

/** messages of one address in a row, before others have their turn */
const mostInRow = 100;

/** about a minute */
const looksBetweenCleaning = 240;

const forgetExpired = `
DELETE FROM message WHERE id IN
  (SELECT id FROM message WHERE forget_at <= now() AND NOT fresh ORDER BY forget_at LIMIT 1000 FOR UPDATE SKIP LOCKED)`;

/** A publisher's id is remembered longer than what the message said. */
const emptyExpired = `
UPDATE message SET variables = '{}' WHERE id IN
  (SELECT id FROM message WHERE expires_at <= now() AND forget_at > now() AND NOT fresh AND variables <> '{}'
   LIMIT 1000 FOR UPDATE SKIP LOCKED)`;

/**
 * Hands over what instances sent and what is kept, as soon as somebody waits for it, and forgets what has expired. It
 * looks at committed rows on both sides, so a message and a subscription that come at the same moment can't miss
 * each other. Any number of workers may run.
 */
export class MessageWorker {
  private readonly logger: Logger;
  private readonly poller: Poller;
  private looks = 0;
  private restUntil = 0;

  constructor(
    private readonly dataSource: DataSource,
    private readonly processes: Processes,
    private readonly options: MessageOptions = {},
  ) {
    this.logger = options.logger ?? silentLogger;
    this.poller = new Poller('messages', options.pollMs ?? 250, this.logger, async () => {
      // What was just handed over may open the subscription for the next one.
      return performance.now() > this.restUntil && (await this.runOnce()) > 0;
    });
  }

  start(): void {
    this.poller.start();
  }

  async stop(): Promise<void> {
    await this.poller.stop();
  }

  /** One look; returns how many messages were handed over. */
  async runOnce(): Promise<number> {
    const { batch = 100, concurrency = 4 } = this.options;
    const addresses = await this.look(batch);
    const serve = async (): Promise<number> => {
      let count = 0;
      for (let address = addresses.shift(); address; address = addresses.shift())
        count += await this.serve(address);
      return count;
    };
    const lanes = await Promise.allSettled(Array.from({ length: concurrency }, serve));
    await inSystem(this.dataSource, async (tx) => {
      await tx.query(forgetExpired);
      // Looks through the whole table, so not at every look.
      if (this.looks++ % looksBetweenCleaning === 0) await tx.query(emptyExpired);
    });
    return lanes.reduce((sum, lane) => {
      if (lane.status === 'rejected') throw lane.reason;
      return sum + lane.value;
    }, 0);
  }

  /** With very many kept messages a look takes long; it never takes more than a tenth of the time. */
  private async look(limit: number): Promise<Address[]> {
    const from = performance.now();
    const addresses: Address[] = [];
    for (const tenant of await tenantsWith(this.dataSource, 'message', 'true'))
      addresses.push(
        ...(await inTenant(this.dataSource, wholeTenant(tenant), async (tx) => {
          if (this.looks % looksBetweenCleaning === 0) await releaseMessages(tx, tenant);
          return waitingAddresses(tx, tenant, limit);
        })),
      );
    const until = performance.now();
    this.restUntil = addresses.length > 0 ? 0 : until + 9 * (until - from);
    return addresses;
  }

  /** The messages of an address in their order, each in a transaction of its own. */
  private async serve(address: Address): Promise<number> {
    let count = 0;
    while (count < mostInRow && (await this.handOverNext(address))) count++;
    return count;
  }

  private async handOverNext(address: Address): Promise<boolean> {
    const taken: { message: MessageRow | null } = { message: null };
    try {
      return await inTenant(this.dataSource, wholeTenant(address.tenant), async (tx) => {
        const message = await this.processes.messages.takeNext(tx, address);
        taken.message = message;
        const results = message ? await this.processes.messages.handOver(tx, message) : [];
        return message !== null && (message.fresh || results.length > 0);
      });
    } catch (error) {
      if (!taken.message?.id) throw error;
      const { id } = taken.message;
      if (await this.parked(address.tenant, id, error)) {
        this.logger.info('message: waits for what its step needs', { message: id });
        return true;
      }
      this.logger.error('message: put off', { message: id, error: (error as Error).message });
      await putOff(this.dataSource, 'message', { tenant: address.tenant, rowId: id });
      return true;
    }
  }

  /** What can't happen before something changes outside is not tried again and again. */
  private async parked(tenant: string, rowId: string, error: unknown): Promise<boolean> {
    const obstacle = obstacleOf(error);
    const place = placeOf(error);
    if (!obstacle || !place) return false;
    return inTenant(this.dataSource, wholeTenant(tenant), (tx) =>
      parkMessage(tx, { rowId, place, obstacle }, this.processes.waitListeners),
    );
  }
}
