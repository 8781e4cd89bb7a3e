import { readBpmn } from '@zusteuerung/bpmn';
import { parseGruppe, type Kommune } from '@zusteuerung/domain';
import type { Finding } from '@zusteuerung/engine';
import type { PackageFile } from '@zusteuerung/runtime';

interface Element {
  id: string;
  headers: Record<string, string>;
  jobType: string | null;
  gruppen: string | null;
  empfaenger: string | null;
}

interface RawElement {
  id?: unknown;
  extensions?: {
    headers: Record<string, string>;
    taskDefinition: { type: string } | null;
    assignment: { candidateGroups: string | null } | null;
    inputs: { source: string; target: string }[];
  };
}

const MAIL = ['benachrichtigung', 'rueckmeldung'];

function elementsOf(value: unknown): Element[] {
  if (Array.isArray(value)) return value.flatMap(elementsOf);
  if (typeof value !== 'object' || value === null) return [];
  const { id, extensions } = value as RawElement;
  const inner = Object.values(value).flatMap(elementsOf);
  if (typeof id !== 'string' || !extensions) return inner;
  const jobType = extensions.taskDefinition?.type ?? null;
  const own = {
    id,
    jobType,
    headers: extensions.headers,
    gruppen: extensions.assignment?.candidateGroups ?? null,
    empfaenger: extensions.inputs.find(({ target }) => target === 'empfaenger')?.source ?? null,
  };
  return [own, ...inner];
}

/** What an expression names for certain: a plain text, one string, or the strings of a list that stand alone. */
export function constantsOf(expression: string): string[] {
  if (!expression.startsWith('=')) return expression.split(',').flatMap((part) => part.trim() || []);
  const inner = expression
    .slice(1)
    .trim()
    .replace(/^\[([\s\S]*)\]$/, '$1');
  const pieces = inner.match(/"(?:[^"\\]|\\.)*"|[^",]+|,/g) ?? [];
  // Calls, filters and contexts: what a string means there is not certain.
  if (pieces.some((piece) => !piece.startsWith('"') && /[()[\]{}]/.test(piece))) return [];
  return pieces.flatMap((piece, index) => {
    const alone = [pieces[index - 1], pieces[index + 1]].every((side) => !side?.trim() || side === ',');
    return alone && piece.startsWith('"') ? piece.slice(1, -1) : [];
  });
}

const finding = (code: string, elementId: string, file: string, de: string, en: string): Finding => ({
  code,
  severity: 'error',
  elementId,
  file,
  message: { de, en },
});

function checkVorlage(element: Element, file: string, paths: ReadonlySet<string>): Finding[] {
  const { id, headers, jobType } = element;
  const vorlage = headers['vorlage'];
  if (vorlage === undefined) {
    if (!MAIL.includes(jobType ?? '')) return [];
    const de = 'Die Nachricht nennt keine Vorlage: Es fehlt die Kopfzeile „vorlage“.';
    return [finding('VORLAGE_FEHLT', id, file, de, 'The message names no template (header "vorlage").')];
  }
  if (paths.has(`nachrichten/${vorlage}.md`)) return [];
  const de = `Die Nachrichtenvorlage „${vorlage}“ ist nicht im Paket (nachrichten/${vorlage}.md).`;
  return [finding('VORLAGE_FEHLT', id, file, de, `The template "${vorlage}" is not in the package.`)];
}

function checkNames(element: Element, file: string, organisationen: ReadonlySet<string>): Finding[] {
  const { id, gruppen, jobType } = element;
  const asked = constantsOf(gruppen ?? '').map((name) => ({ name, bare: false }));
  const told = MAIL.includes(jobType ?? '') ? constantsOf(element.empfaenger ?? '') : [];
  const named = [...asked, ...told.filter((name) => name !== 'melder').map((name) => ({ name, bare: true }))];
  return named.flatMap(({ name, bare }) => {
    const gruppe = parseGruppe(name);
    if (!gruppe && !(bare && !name.includes(':'))) {
      const de = `„${name}“ ist keine Gruppe. Erwartet wird „<organisation>:<rolle>“.`;
      return [finding('GRUPPE_UNLESBAR', id, file, de, `"${name}" is not a group "<organisation>:<role>".`)];
    }
    const organisation = gruppe?.organisation ?? name;
    if (organisationen.has(organisation)) return [];
    const de = `Die Organisation „${organisation}“ steht nicht in kommune.json.`;
    return [
      finding('ORGANISATION_UNBEKANNT', id, file, de, `No organisation "${organisation}" in kommune.json.`),
    ];
  });
}

/** Reads the elements of a model wherever that is best done; none when it can't be read. */
export type ReadElements = (xml: string) => Promise<object[]>;

const readHere: ReadElements = async (xml) => (await readBpmn(xml)).model?.processes ?? [];

/** Whether what the models name is there: message templates of the package and organisations of the municipality. */
export async function checkVerweise(
  kommune: Kommune,
  files: PackageFile[],
  read: ReadElements = readHere,
): Promise<Finding[]> {
  const paths = new Set(files.map(({ path }) => path));
  const organisationen = new Set(kommune.organisationen.map(({ id }) => id));
  const findings: Finding[] = [];
  for (const { path, content } of files) {
    if (!path.endsWith('.bpmn')) continue;
    for (const element of elementsOf(await read(content)))
      findings.push(...checkVorlage(element, path, paths), ...checkNames(element, path, organisationen));
  }
  return findings;
}
