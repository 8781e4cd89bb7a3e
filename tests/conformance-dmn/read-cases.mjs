// The golden cases beside this file: `<name>.faelle.json` on `<name>.dmn` and what it imports, `<name>.<other>.dmn`.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** Each file of cases with the paths of its models, the one that is asked first. */
export function caseFiles() {
  const all = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return all
    .filter((path) => path.endsWith('.faelle.json'))
    .sort()
    .map((path) => {
      const name = basename(path, '.faelle.json');
      const beside = readdirSync(join(folder, dirname(path)));
      const others = beside.filter((file) => file.startsWith(`${name}.`) && file.endsWith('.dmn')).sort();
      const models = [`${name}.dmn`, ...others.filter((file) => file !== `${name}.dmn`)];
      return {
        name: path,
        cases: JSON.parse(readFileSync(join(folder, path), 'utf8')),
        sources: models.map((file) => readFileSync(join(folder, dirname(path), file), 'utf8')),
      };
    });
}
