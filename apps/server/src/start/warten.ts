import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@zusteuerung/runtime';
import { isAusfall } from '../fehler/ausfall.js';
import type { Config } from './config.js';

const LONGEST_MS = 30_000;
const PAUSE_MS = 500;

/**
 * After a restart of the machine the database may come later than we do: waits up to half a minute for one that is
 * not reachable yet; what else is wrong with it shows when it is opened.
 */
export async function awaitDatabase(
  { databaseUrl }: Config,
  say: (text: string) => void,
  longestMs = LONGEST_MS,
): Promise<void> {
  if (!databaseUrl) return;
  const until = Date.now() + longestMs;
  for (let told = false; ; told = true) {
    const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 3000 });
    try {
      await client.connect();
      return;
    } catch (error) {
      if (!isAusfall(error) || Date.now() > until) return;
      if (!told) say('Die Datenbank ist noch nicht zu erreichen. Es wird bis zu 30 Sekunden gewartet.');
    } finally {
      await client.end().catch(() => {});
    }
    await sleep(PAUSE_MS);
  }
}
