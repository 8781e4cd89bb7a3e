// `npm start`: brings dist/ and the web application up to date, then runs everything in one process.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from './compile.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const web = join(root, 'apps/web');

function newest(path) {
  if (!existsSync(path)) return 0;
  const info = statSync(path);
  if (!info.isDirectory()) return info.mtimeMs;
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce(
      (time, entry) => Math.max(time, statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs),
      0,
    );
}

/** What goes into the browser: the web application and the pure libraries it uses. */
function webIsStale() {
  const built = join(web, 'dist/index.html');
  if (!existsSync(built)) return true;
  const libs = ['bpmn', 'feel', 'decisions', 'engine', 'forms', 'domain'].map((name) =>
    join(root, 'libs', name, 'src'),
  );
  const sources = [
    join(web, 'src'),
    join(web, 'public'),
    join(web, 'index.html'),
    join(web, 'vite.config.ts'),
    ...libs,
  ];
  return sources.some((path) => newest(path) > statSync(built).mtimeMs);
}

function buildWeb() {
  const vite = join(createRequire(join(web, 'package.json')).resolve('vite/package.json'), '../bin/vite.js');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'error'], {
      cwd: web,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`vite build: ${code}`))));
  });
}

const started = Date.now();
const compiled = await compile();
if (compiled > 0) console.log(`Server übersetzt (${compiled} Dateien).`);
if (existsSync(join(web, 'src')) && webIsStale()) {
  console.log('Die Oberfläche wird gebaut, das dauert beim ersten Mal etwas …');
  try {
    await buildWeb();
    console.log(`Oberfläche gebaut (${Math.round((Date.now() - started) / 1000)} s).`);
  } catch (error) {
    console.error('Die Oberfläche ließ sich nicht bauen. Der Server startet trotzdem.', error.message);
  }
}
await import('../apps/server/dist/main.js');
