import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Names the directory of this run's PostgreSQL; the first test file that needs a database starts it. */
export default async function setup() {
  process.env.ZST_TEST_POSTGRES = mkdtempSync(join(tmpdir(), 'zusteuerung-test-'));
}
