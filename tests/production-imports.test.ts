import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import ts from 'typescript';

// The image holds `npm ci --omit=dev`: what a program imports has to be among the dependencies of its own package.
const workspaces = [...readdirSync('libs').map((name) => join('libs', name)), 'apps/server'].filter((dir) =>
  existsSync(join(dir, 'package.json')),
);

interface Manifest {
  name: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}
const manifestOf = (dir: string) => JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as Manifest;

const packageOf = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

function sourcesOf(dir: string): string[] {
  return readdirSync(join(dir, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.(test|long|d)\.tsx?$/.test(name))
    .map((name) => join(dir, 'src', name));
}

/** The packages a source imports when it runs; what is only a type is gone by then. */
function importsOf(source: string): string[] {
  const text = readFileSync(source, 'utf8').replace(/^(import|export) type [^;]+;/gm, '');
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((one) => !one.startsWith('.') && !one.startsWith('node:') && !builtinModules.includes(one))
    .map(packageOf);
}

test.each(workspaces)('%s runs with its production dependencies alone', (dir) => {
  const { name, dependencies = {}, optionalDependencies = {} } = manifestOf(dir);
  const declared = new Set([name, ...Object.keys(dependencies), ...Object.keys(optionalDependencies)]);
  const sources = sourcesOf(dir);
  expect(sources.length).toBeGreaterThan(0);
  const missing = sources.flatMap((source) =>
    importsOf(source)
      .filter((wanted) => !declared.has(wanted))
      .map((wanted) => `${source}: ${wanted}`),
  );
  expect(missing).toEqual([]);
});

test('the programs that the image starts need nothing outside of what it copies', () => {
  const dockerfile = readFileSync('docker/Dockerfile', 'utf8');
  const copied = [...dockerfile.matchAll(/COPY --from=build (.+) \S+/g)].flatMap(([, paths = '']) =>
    paths.split(' ').map((path) => path.replace('/app/', '')),
  );
  expect(copied).toEqual(
    expect.arrayContaining(['package.json', 'node_modules', 'libs', 'apps', 'processes']),
  );
  const reaching = sourcesOf('apps/server').flatMap((source) =>
    [...readFileSync(source, 'utf8').matchAll(/new URL\('((?:\.\.\/)+)([^']*)', import\.meta\.url\)/g)]
      .map(([, up = '', path = '']) => join(source, '..', up, path))
      .map((path) => path.replace(/\/$/, ''))
      .filter((path) => !copied.some((folder) => path === folder || path.startsWith(`${folder}/`))),
  );
  expect(reaching).toEqual([]);
});
