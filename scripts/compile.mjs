// Compiles the TypeScript of libs/* and apps/server into dist/, file by file, only what is stale.
// Runs before every start and every `zst` call, so an unchanged tree must cost next to nothing.
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The swc options of compile and of jest: one reading of the language everywhere. */
export const swcOptions = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true, tsx: false },
    target: 'es2022',
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
    experimental: { keepImportAttributes: true },
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

function* sources(dir) {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (entry.name.endsWith('.ts') && !/\.(test|long|d)\.ts$/.test(entry.name)) yield path;
  }
}

function packages() {
  const libs = readdirSync(join(root, 'libs')).map((name) => join(root, 'libs', name));
  return [...libs, join(root, 'apps/server')].filter((dir) => existsSync(join(dir, 'src')));
}

/** Brings every dist/ up to date with its src/; holds no sources (an installed image): does nothing. */
export async function compile() {
  const stale = [];
  for (const dir of packages()) {
    const expected = new Set();
    for (const source of sources(join(dir, 'src'))) {
      const target = join(dir, 'dist', relative(join(dir, 'src'), source)).replace(/\.ts$/, '.js');
      expected.add(target);
      if (!existsSync(target) || statSync(target).mtimeMs < statSync(source).mtimeMs)
        stale.push([source, target]);
    }
    removeOrphans(join(dir, 'dist'), expected);
  }
  if (stale.length === 0) return 0;
  const { transformSync } = await import('@swc/core');
  for (const [source, target] of stale) {
    const { code } = transformSync(readFileSync(source, 'utf8'), {
      ...swcOptions,
      filename: source,
      swcrc: false,
    });
    mkdirSync(dirname(target), { recursive: true });
    // A process that starts meanwhile must never read half a file.
    writeFileSync(`${target}.${process.pid}`, code);
    renameSync(`${target}.${process.pid}`, target);
  }
  return stale.length;
}

function removeOrphans(dist, expected) {
  if (!existsSync(dist)) return;
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && path.endsWith('.js') && !expected.has(path)) rmSync(path);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(`${await compile()} Dateien übersetzt`);
}
