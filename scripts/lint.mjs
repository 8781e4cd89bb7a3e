// ESLint with the boundaries between the packages. Nx's rule reads a cached project graph and is silently skipped
// without one, so the graph is brought up to date first (a clean clone has none).
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(import.meta.url);
const env = { ...process.env, NX_DAEMON: 'false', NX_NO_CLOUD: 'true' };

function run(bin, args, stdio) {
  const { status } = spawnSync(process.execPath, [bin, ...args], { cwd: root, env, stdio });
  if (status !== 0) process.exit(status ?? 1);
}

/** Writes the project graph that @nx/enforce-module-boundaries reads. */
export function updateProjectGraph() {
  run(require.resolve('nx'), ['show', 'projects'], ['ignore', 'ignore', 'inherit']);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  updateProjectGraph();
  const paths = process.argv.slice(2);
  const eslint = new URL('./bin/eslint.js', `file://${require.resolve('eslint/package.json')}`);
  run(fileURLToPath(eslint), ['--max-warnings', '0', ...(paths.length > 0 ? paths : ['.'])], 'inherit');
}
