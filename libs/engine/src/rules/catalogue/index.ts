import type { Codes } from './codes.js';
import { groups } from '../index.js';
import { compileCodes } from './compile.js';
import { soundnessCodes } from '../../soundness/codes.js';
import { xmlCodes } from './xml.js';

export interface Section {
  title: string;
  /** where the codes come from */
  source: string;
  codes: Codes;
}

/** All findings in BPMN files, by where they come from. */
export function catalogue(): Section[] {
  const rules = Object.entries(groups).map(([folder, { title, rules }]) => ({
    title,
    source: `libs/engine/src/rules/${folder}`,
    codes: Object.assign({}, ...rules.map((rule) => rule.codes)) as Codes,
  }));
  return [
    { title: 'XML', source: 'libs/bpmn/src', codes: xmlCodes },
    ...rules,
    { title: 'Compiling', source: 'libs/engine/src/compile', codes: compileCodes },
    { title: 'Soundness', source: 'libs/engine/src/soundness', codes: soundnessCodes },
  ];
}
