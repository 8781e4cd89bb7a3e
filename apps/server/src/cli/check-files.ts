import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readBpmn } from '@zusteuerung/bpmn';
import type { BpmnModel } from '@zusteuerung/bpmn';
import { checkDecisions, readDmn } from '@zusteuerung/decisions';
import type { DmnModel } from '@zusteuerung/decisions';
import { checkSoundness, compile, type SoundnessFinding } from '@zusteuerung/engine';
import type { Finding } from '@zusteuerung/feel';
import { readForm } from '@zusteuerung/forms';
import { readPaket } from '../pakete/lesen.js';
import { calledProcesses } from './called-processes.js';
import type { Checked } from './check.js';
import { readText, shown } from './files.js';

interface Neighbours {
  models: { model: BpmnModel; path: string }[];
  decisions: { model: DmnModel; content: string }[];
}

/** Files one by one; called processes and decisions may lie beside them. */
export async function checkFiles(files: string[]): Promise<Checked> {
  const neighbours = new Map<string, Promise<Neighbours>>();
  const findings: Checked['findings'] = [];
  const compiled: Checked['compiled'] = [];
  for (const file of files) {
    const folder = dirname(file);
    const beside = neighbours.get(folder) ?? readNeighbours(folder);
    neighbours.set(folder, beside);
    const found = await checkFile(file, readText(file), await beside, compiled);
    findings.push(...unique(found).map((one) => ({ ...one, file: shown(file) })));
  }
  return { files: files.map(shown), findings, compiled };
}

async function checkFile(
  file: string,
  content: string,
  beside: Neighbours,
  compiled: Checked['compiled'],
): Promise<Finding[]> {
  if (file.endsWith('.form')) return readForm(content).findings;
  if (file.endsWith('.dmn')) {
    const { model, findings } = await readDmn(content);
    const others = beside.decisions.filter((other) => other.content !== content).map((other) => other.model);
    return model ? [...findings, ...checkDecisions(model, needed(model, others))] : findings;
  }
  const { model, findings } = await readBpmn(content);
  if (!model) return findings;
  const others = beside.models.map((each) => each.model);
  const called = calledProcesses(model, others);
  const decisions = beside.decisions.map((each) => each.model);
  const { definition, findings: found } = compile({ models: [model, ...called], decisions });
  const paths = called.flatMap((each) => beside.models.find((other) => other.model === each)?.path ?? []);
  if (definition) compiled.push({ definition, files: [file, ...paths] });
  const unsound = definition ? checkSoundness(definition).findings : [];
  const here = [...found, ...unsound].filter(
    ({ elementId }) => !elementId || content.includes(`"${elementId}"`),
  );
  return [...findings, ...here.map(withoutExample)];
}

/** The way to a defect is as long as a model: it is written where somebody asks for it. */
function withoutExample({ counterExample: _, ...finding }: Finding | SoundnessFinding): Finding {
  return finding;
}

/** Models in the same folder that are not needed may hold a decision of the same id: no concern of this one. */
function needed(model: DmnModel, others: DmnModel[]): DmnModel[] {
  const own = new Set(model.decisions.map(({ id }) => id));
  return others.filter(({ decisions }) => !decisions.some(({ id }) => own.has(id)));
}

/** The models of a folder that can be read; in a municipality's folder with those it inherits. */
async function readNeighbours(folder: string): Promise<Neighbours> {
  const files = existsSync(join(folder, 'kommune.json')) ? readPaket(folder) : modelsIn(folder);
  const beside: Neighbours = { models: [], decisions: [] };
  for (const { path, content } of files) {
    if (path.endsWith('.bpmn')) {
      const { model } = await readBpmn(content);
      if (model) beside.models.push({ model, path: join(folder, path) });
    }
    if (path.endsWith('.dmn')) {
      const { model } = await readDmn(content);
      if (model) beside.decisions.push({ model, content });
    }
  }
  return beside;
}

function modelsIn(folder: string): { path: string; content: string }[] {
  return readdirSync(folder)
    .filter((name) => /\.(bpmn|dmn)$/.test(name))
    .map((name) => ({ path: name, content: readText(join(folder, name)) }));
}

function unique(findings: Finding[]): Finding[] {
  return [...new Map(findings.map((found) => [JSON.stringify(found), found])).values()];
}
