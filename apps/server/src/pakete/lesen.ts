import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join, relative, resolve, sep } from 'node:path';
import type { PackageFile } from '@zusteuerung/runtime';

const DATEIEN = /(\.bpmn|\.dmn|\.form|\.md|\.szenario\.json|\.faelle\.json|^kommune\.json)$/;

function* filesOf(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesOf(path);
    else if (DATEIEN.test(basename(path))) yield path;
  }
}

function inheritedFolders(folder: string): string[] {
  const kommune = join(folder, 'kommune.json');
  if (!existsSync(kommune)) return [];
  try {
    const { erbt } = JSON.parse(readFileSync(kommune, 'utf8')) as { erbt?: unknown };
    return Array.isArray(erbt) ? erbt.map((entry) => resolve(folder, String(entry))) : [];
  } catch {
    return [];
  }
}

/**
 * All files of a municipality's folder, sorted by path. Files of folders named in `erbt` count as if they lay here; a
 * file of its own wins. Throws when a folder does not exist.
 */
export function readPaket(folder: string): PackageFile[] {
  const files = new Map<string, string>();
  for (const source of [...inheritedFolders(folder), resolve(folder)]) {
    for (const path of filesOf(source)) {
      const name = relative(source, path).split(sep).join('/');
      if (name === 'kommune.json' && source !== resolve(folder)) continue;
      files.set(name, readFileSync(path, 'utf8'));
    }
  }
  return [...files].map(([path, content]) => ({ path, content })).sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The folders of municipalities below a folder: those with a kommune.json. */
export function findPakete(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'kommune.json')))
    .map((entry) => join(folder, entry.name))
    .sort();
}
