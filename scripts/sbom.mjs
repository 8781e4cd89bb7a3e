// `npm run sbom [file]`: the bill of materials (CycloneDX) of what an installation holds, from package-lock.json. The same
// lock file gives the same bytes: without time and random number, sorted.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { problems, READ } from '../tests/licences.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const file = resolve(process.argv[2] ?? join(root, 'artifacts/sbom.cdx.json'));

const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const wrong = problems(lock);
if (wrong.length > 0) {
  console.error(
    `Lizenzen, die niemand geprüft hat oder die nicht zur EUPL-1.2 passen:\n  ${wrong.join('\n  ')}`,
  );
  process.exit(1);
}

// npm calls itself through npm_execpath on every system; without npm it is looked for.
const npm = process.env.npm_execpath;
const args = [
  'sbom',
  '--sbom-format=cyclonedx',
  '--omit=dev',
  '--package-lock-only',
  '--sbom-type=application',
];
const output = npm
  ? execFileSync(process.execPath, [npm, ...args], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 27 })
  : execFileSync('npm', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 27 });
const { metadata, components, dependencies, ...rest } = JSON.parse(output);

const by = (key) => (a, b) => (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0);
const named = components.map((one) =>
  !one.licenses && READ[one.name] ? { ...one, licenses: [{ license: { name: READ[one.name] } }] } : one,
);
const sbom = {
  ...rest,
  serialNumber: undefined,
  metadata: { component: { ...metadata.component, name: lock.name } },
  components: named.sort(by('bom-ref')),
  dependencies: dependencies.map((one) => ({ ...one, dependsOn: one.dependsOn?.sort() })).sort(by('ref')),
};
const digest = createHash('sha256').update(JSON.stringify(sbom)).digest('hex');
const uuid = `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, `${JSON.stringify({ ...sbom, serialNumber: `urn:uuid:${uuid}` }, null, 2)}\n`);
console.log(`${components.length} Pakete, alle Lizenzen passen: ${file}`);
