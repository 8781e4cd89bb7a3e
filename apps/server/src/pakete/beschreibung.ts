import type { Kommune } from '@zusteuerung/domain';
import type { Finding } from '@zusteuerung/engine';
import type { PackageFile } from '@zusteuerung/runtime';
import { checkEinwilligungstexte } from './einwilligungstexte.js';
import { checkKommune, readKommune } from './kommune-schema.js';
import { checkVerweise, type ReadElements } from './verweise.js';

const PROZESS = /<(?:[\w-]+:)?process\b[^<>]*\bid="([^"]+)"/g;

function idsOf(files: PackageFile[]) {
  const processes = new Set<string>();
  const forms = new Set<string>();
  for (const { path, content } of files) {
    if (path.endsWith('.bpmn')) for (const [, id] of content.matchAll(PROZESS)) processes.add(id ?? '');
    if (path.endsWith('.form')) forms.add(formIdOf(content));
  }
  return { process: (id: string) => processes.has(id), form: (id: string) => forms.has(id) };
}

function formIdOf(content: string): string {
  try {
    return String((JSON.parse(content) as { id?: unknown }).id);
  } catch {
    return '';
  }
}

/** Findings of kommune.json, of what it names in the package, and of what the models name in it. */
export async function checkBeschreibung(
  files: PackageFile[],
  read?: ReadElements,
): Promise<{ kommune: Kommune | null; findings: Finding[] }> {
  const { kommune, findings } = readKommune(files.find(({ path }) => path === 'kommune.json')?.content ?? '');
  if (!kommune) return { kommune, findings };
  return {
    kommune,
    findings: [
      ...checkKommune(kommune, idsOf(files)),
      ...checkEinwilligungstexte(kommune, files),
      ...(await checkVerweise(kommune, files, read)),
    ],
  };
}
