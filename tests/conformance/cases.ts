import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readBpmn } from '@zusteuerung/bpmn';
import { readDmn } from '@zusteuerung/decisions';
import type { Scenario, ScenarioModels } from '@zusteuerung/engine';

const folder = dirname(fileURLToPath(import.meta.url));

export interface Case {
  /** folder name: the BPMN element */
  element: string;
  /** file name without `.szenario.json` */
  name: string;
  scenario: Scenario;
  /** its models, read once */
  read(): Promise<ScenarioModels>;
}

/** Every `<element>/<case>.szenario.json` below this folder. */
export function findCases(): Case[] {
  const elements = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return elements.flatMap(({ name: element }) =>
    readdirSync(join(folder, element))
      .filter((file) => file.endsWith('.szenario.json'))
      .sort()
      .map((file) => readCase(element, file)),
  );
}

function readCase(element: string, file: string): Case {
  const scenario = JSON.parse(readFileSync(join(folder, element, file), 'utf8')) as Scenario;
  const text = (path: string) => readFileSync(join(folder, element, path), 'utf8');
  const readModels = async (): Promise<ScenarioModels> => {
    const named = (end: string) => scenario.models.filter((path) => path.endsWith(end));
    const bpmn = await Promise.all(named('.bpmn').map((path) => readBpmn(text(path))));
    const dmn = await Promise.all(named('.dmn').map((path) => readDmn(text(path))));
    const broken = [...bpmn, ...dmn].flatMap(({ model, findings }) => (model ? [] : findings));
    if (broken.length > 0) throw new Error(`${element}/${file}: ${JSON.stringify(broken)}`);
    return {
      models: bpmn.flatMap(({ model }) => model ?? []),
      decisions: dmn.flatMap(({ model }) => model ?? []),
    };
  };
  let models: Promise<ScenarioModels> | null = null;
  return {
    element,
    name: file.replace('.szenario.json', ''),
    scenario,
    read: () => (models ??= readModels()),
  };
}
