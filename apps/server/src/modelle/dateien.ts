import type { PackageFile } from '@zusteuerung/runtime';
import type { DateiArt, ModellDateiKopf } from './modelle.dto.js';

const ENDUNGEN: [RegExp, DateiArt][] = [
  [/\.bpmn$/, 'bpmn'],
  [/\.dmn$/, 'dmn'],
  [/\.form$/, 'form'],
  [/^nachrichten\/.*\.md$/, 'nachricht'],
  [/\.(szenario|faelle)\.json$/, 'szenario'],
  [/^kommune\.json$/, 'kommune'],
];

function artOf(path: string): DateiArt {
  return ENDUNGEN.find(([pattern]) => pattern.test(path))?.[1] ?? 'sonstige';
}

const decode = (text: string) =>
  text
    .replace(/&#1?0;/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');

const XML_NAME = /<(?:[\w-]+:)?(?:process|definitions)\b[^<>]*\sname="([^"]+)"/g;

/** The name an author gave the file's content; the file name without folder when there is none. */
function nameOf({ path, content }: PackageFile): string {
  const fallback = path.split('/').at(-1) ?? path;
  if (/\.(bpmn|dmn)$/.test(path)) {
    const names = [...content.matchAll(XML_NAME)].map(([, name]) => decode(name ?? ''));
    return names.at(path.endsWith('.bpmn') ? -1 : 0) ?? fallback;
  }
  if (path.endsWith('.md')) return /^Betreff:\s*(.+)$/m.exec(content)?.[1] ?? fallback;
  if (!/\.(form|json)$/.test(path)) return fallback;
  try {
    const { name, title } = JSON.parse(content) as { name?: unknown; title?: unknown };
    return [name, title].find((value): value is string => typeof value === 'string') ?? fallback;
  } catch {
    return fallback;
  }
}

export const kopfOf = (file: PackageFile): ModellDateiKopf => ({
  pfad: file.path,
  art: artOf(file.path),
  name: nameOf(file),
});

/** The current files with the changed ones in their place; new ones are added. */
export function mergeDateien(
  current: PackageFile[],
  changed: { pfad: string; inhalt: string }[],
): PackageFile[] {
  const files = new Map(current.map(({ path, content }) => [path, content]));
  for (const { pfad, inhalt } of changed) files.set(pfad, inhalt);
  return [...files].map(([path, content]) => ({ path, content })).sort((a, b) => (a.path < b.path ? -1 : 1));
}
