import { newServerDirectory, removeAbandonedServers } from './test-server.mjs';

/** Names the directory of this run's PostgreSQL; the first test file that needs a database starts it. */
export default async function setup() {
  await removeAbandonedServers();
  process.env.ZST_TEST_POSTGRES = newServerDirectory();
}
