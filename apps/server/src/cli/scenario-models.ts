import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readBpmn } from '@zusteuerung/bpmn';
import type { BpmnModel } from '@zusteuerung/bpmn';
import { readDmn } from '@zusteuerung/decisions';
import type { DmnModel } from '@zusteuerung/decisions';
import type { Finding } from '@zusteuerung/feel';
import { readText } from './files.js';
import type { ScenarioProblem } from './scenario-file.js';

type Read = { bpmn: BpmnModel | null; dmn: DmnModel | null; findings: Finding[] };

/** Models by path; many scenarios share one, so each is read once. */
export class ModelFiles {
  private readonly read = new Map<string, Promise<Read>>();

  /** The models of a scenario; whatever is missing or broken becomes a problem. */
  async load(
    folder: string,
    names: string[],
  ): Promise<{ models: BpmnModel[]; decisions: DmnModel[]; problems: ScenarioProblem[] }> {
    const all = { models: [] as BpmnModel[], decisions: [] as DmnModel[], problems: [] as ScenarioProblem[] };
    for (const name of names) {
      const path = resolve(folder, name);
      if (!existsSync(path)) {
        all.problems.push(missing(name));
        continue;
      }
      const { bpmn, dmn, findings } = await this.one(path);
      if (bpmn) all.models.push(bpmn);
      if (dmn) all.decisions.push(dmn);
      for (const { code, severity, message } of findings)
        if (severity === 'error')
          all.problems.push({ code, de: `${name}: ${message.de}`, en: `${name}: ${message.en}` });
    }
    return all;
  }

  private one(path: string): Promise<Read> {
    const known = this.read.get(path);
    if (known) return known;
    const reading = readModel(path);
    this.read.set(path, reading);
    return reading;
  }
}

async function readModel(path: string): Promise<Read> {
  const text = readText(path);
  if (path.endsWith('.dmn')) {
    const { model, findings } = await readDmn(text);
    return { bpmn: null, dmn: model, findings };
  }
  if (!path.endsWith('.bpmn') && !path.endsWith('.xml')) return { bpmn: null, dmn: null, findings: [] };
  const { model, findings } = await readBpmn(text);
  return { bpmn: model, dmn: null, findings };
}

function missing(name: string): ScenarioProblem {
  return {
    code: 'SCENARIO_MODEL_MISSING',
    de: `Das Modell „${name}“ gibt es nicht.`,
    en: `There is no model "${name}".`,
  };
}
