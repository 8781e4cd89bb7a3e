import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { UserProblem } from './problem.js';

const ignored = new Set(['node_modules', 'dist', '.git']);

/** The files below a folder whose name fits, sorted by path. */
export function filesBelow(folder: string, fits: (name: string) => boolean): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (entry.isDirectory())
        return ignored.has(entry.name) ? [] : filesBelow(join(folder, entry.name), fits);
      return fits(entry.name) ? [join(folder, entry.name)] : [];
    });
}

/** What was named on the command line, which must exist. */
export function requirePaths(paths: string[]): { path: string; folder: boolean }[] {
  if (paths.length === 0)
    throw new UserProblem('USAGE', 'Es fehlt ein Ordner oder eine Datei.', 'A folder or file is missing.');
  return paths.map((path) => {
    if (!existsSync(path))
      throw new UserProblem('FILE_NOT_FOUND', `„${path}“ gibt es nicht.`, `"${path}" does not exist.`);
    return { path, folder: statSync(path).isDirectory() };
  });
}

export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new UserProblem('FILE_NOT_FOUND', `„${path}“ ist nicht zu lesen.`, `"${path}" can't be read.`);
  }
}

/** As people name a file from where they stand. */
export function shown(path: string): string {
  const name = relative(process.cwd(), path);
  return name === '' || name.startsWith('..') ? path : name;
}
