import { readFileSync } from 'node:fs';

/** What `zst` printed into a file; `npm run zst` says above it what it runs, which is left out. */
export function readKeptOutput(file: string): string {
  return readFileSync(file, 'utf8').replace(/^(?:\s*\n|> .*\n)+/, '');
}
