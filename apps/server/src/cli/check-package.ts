import { join } from 'node:path';
import type { Finding } from '@zusteuerung/feel';
import { readPackage } from '@zusteuerung/runtime/package';
import { checkBeschreibung } from '../pakete/beschreibung.js';
import { readPaket } from '../pakete/lesen.js';
import type { Checked } from './check.js';
import { shown } from './files.js';

/** A municipality's folder with what it inherits, by the same reading as at deployment. */
export async function checkPackage(folder: string): Promise<Checked> {
  const files = readPaket(folder);
  const { findings: described } = await checkBeschreibung(files);
  const { definition, findings: read } = await readPackage(files);
  const findings = [...described, ...read];
  const nameOf = (path: string) => shown(join(folder, path));
  const located = findings.map((found: Finding) => ({
    ...found,
    file: fileOf(found, folder, files, nameOf),
  }));
  const models = files.filter(({ path }) => /\.(bpmn|dmn|form)$/.test(path));
  const bpmn = files.filter(({ path }) => path.endsWith('.bpmn')).map(({ path }) => join(folder, path));
  return {
    files: models.map(({ path }) => nameOf(path)),
    findings: located,
    compiled: definition ? [{ definition, files: bpmn }] : [],
  };
}

function fileOf(
  { file, elementId }: Finding,
  folder: string,
  files: { path: string; content: string }[],
  nameOf: (path: string) => string,
): string {
  if (file) return nameOf(file);
  const holder = files.find(
    ({ path, content }) => elementId && /\.(bpmn|dmn)$/.test(path) && content.includes(`id="${elementId}"`),
  );
  return holder ? nameOf(holder.path) : shown(folder);
}
