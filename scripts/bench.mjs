// npm run bench -- <name> [options as JSON]: runs tests/load/<name>.bench.mjs on compiled code.
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile } from './compile.mjs';

const directory = new URL('../tests/load/', import.meta.url);
const names = readdirSync(fileURLToPath(directory))
  .filter((file) => file.endsWith('.bench.mjs'))
  .map((file) => file.replace('.bench.mjs', ''));
const [name, options = '{}'] = process.argv.slice(2);
const file = new URL(`${name}.bench.mjs`, directory);

if (!name || !existsSync(fileURLToPath(file))) {
  console.error(`Usage: npm run bench -- <${names.join('|')}> ['{"clients": 16}']`);
  process.exit(2);
}
await compile();
const { bench } = await import(file.href);
await bench(JSON.parse(options));
process.exit(0);
