import { compile } from '../../scripts/compile.mjs';
import { newServerDirectory, removeAbandonedServers } from './test-server.mjs';

/**
 * Brings dist/ up to date, which threads and programs run, and names the directory of this run's PostgreSQL; the first
 * test file that needs a database starts it.
 */
export default async function setup() {
  await compile();
  await removeAbandonedServers();
  process.env.ZST_TEST_POSTGRES = newServerDirectory();
}
