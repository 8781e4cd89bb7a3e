import { dirname, join } from 'node:path';
import { readdirSync } from 'node:fs';
import { readDmn } from '@zusteuerung/decisions';
import type { Decision, DmnModel } from '@zusteuerung/decisions';
import { filesBelow, readText, requirePaths } from './files.js';
import { UserProblem } from './problem.js';

/** What can be evaluated: decisions, decision services, knowledge models. */
export type Callable = Pick<Decision, 'id' | 'name' | 'requires'>;

/** The models in files or folders, first those named, then what they import from the files beside them. */
export async function readModels(paths: string[]): Promise<{ own: DmnModel[]; all: DmnModel[] }> {
  const files = requirePaths(paths).flatMap(({ path, folder }) =>
    folder ? filesBelow(path, (name) => name.endsWith('.dmn')) : [path],
  );
  const own: DmnModel[] = [];
  for (const path of files) own.push(await readModel(path));
  const all = [...own];
  for (const [i, path] of files.entries()) await addImports(own[i]!, neighbours(path, files), all);
  return { own, all };
}

interface Neighbour {
  path: string;
  text: string;
}

/** Depth first, as the imports stand; what nobody offers is the business of the evaluation. */
async function addImports(model: DmnModel, others: () => Neighbour[], all: DmnModel[]): Promise<void> {
  for (const { namespace } of model.imports) {
    if (all.some((known) => known.namespace === namespace)) continue;
    const file = others().find(({ text }) => namespaceOf(text) === namespace);
    if (!file) continue;
    const imported = await readModel(file.path, file.text);
    all.push(imported);
    await addImports(imported, others, all);
  }
}

/** The other models of the folder, read when first needed. */
function neighbours(path: string, known: string[]): () => Neighbour[] {
  let found: Neighbour[] | null = null;
  const folder = dirname(path);
  return () =>
    (found ??= readdirSync(folder)
      .filter((name) => name.endsWith('.dmn'))
      .map((name) => join(folder, name))
      .filter((other) => other !== path && !known.includes(other))
      .sort()
      .map((other) => ({ path: other, text: readText(other) })));
}

function namespaceOf(text: string): string | null {
  const root = /<(?:[\w.-]+:)?definitions\b[^>]*>/.exec(text)?.[0];
  const value = root && /\snamespace\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(root);
  return value ? (value[1] ?? value[2] ?? null) : null;
}

async function readModel(path: string, text = readText(path)): Promise<DmnModel> {
  const { model, findings } = await readDmn(text);
  if (model) return model;
  const { code = 'DMN', message } =
    findings.find(({ severity }) => severity === 'error') ?? findings[0] ?? {};
  throw new UserProblem(code, `${path}: ${message?.de}`, `${path}: ${message?.en}`);
}

/** By id or name, of any model; null when there is none. */
export function findCallable(models: DmnModel[], wanted: string): Callable | null {
  const decisions: Callable[] = models.flatMap((model) => model.decisions);
  const called = models.flatMap(({ services, knowledge }) => [...services, ...knowledge]);
  const all = [...decisions, ...called.map((each) => ({ ...each, requires: [] }))];
  const plain = spaced(wanted);
  return (
    all.find(({ id, name }) => id === wanted || name === wanted) ??
    all.find(({ name }) => spaced(name) === plain) ??
    null
  );
}

function spaced(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/g, ' ');
}

/** By id or name; without either the only one nobody else requires. */
export function chooseCallable(models: DmnModel[], wanted: string | undefined): Callable {
  if (wanted !== undefined) {
    const found = findCallable(models, wanted);
    if (found) return found;
    throw unknownDecision(models, wanted);
  }
  const all = models.flatMap(({ decisions }) => decisions);
  const required = new Set(all.flatMap(({ requires }) => requires));
  const fits = all.filter(({ id }) => !required.has(id));
  if (fits[0] && fits.length === 1) return fits[0];
  const names = namesOf(models);
  throw new UserProblem(
    'NO_DECISION',
    `Bitte mit --decision eine wählen: ${names}.`,
    `Choose one with --decision: ${names}.`,
  );
}

export function unknownDecision(models: DmnModel[], wanted: string): UserProblem {
  const names = namesOf(models);
  return new UserProblem(
    'NO_DECISION',
    `Die Entscheidung „${wanted}“ gibt es nicht. Vorhanden: ${names}.`,
    `There is no decision "${wanted}". There are: ${names}.`,
  );
}

const mostNames = 20;

function namesOf(models: DmnModel[]): string {
  const names = models.flatMap(({ decisions }) => decisions.map(({ id }) => id));
  return names.length > mostNames ? `${names.slice(0, mostNames).join(', ')} …` : names.join(', ');
}
