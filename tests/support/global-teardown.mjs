import { removeServer } from './test-server.mjs';

export default async function teardown() {
  const directory = process.env.ZST_TEST_POSTGRES;
  if (directory) await removeServer(directory);
}
