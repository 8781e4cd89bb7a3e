import type { Finding } from '@zusteuerung/feel';
import { finding } from '../findings.js';
import type { DecisionTable } from '../types.js';
import { told } from './inspect.js';
import type { Inspection } from './inspect.js';

/** Cells and columns about which nothing is claimed. */
export function notAnalysed(
  { axes: { unknown, vague } }: Inspection,
  { id, inputs, rules }: DecisionTable,
): Finding[] {
  const cells = unknown.filter(({ row, column }) => rules[row]!.inputs[column]!.test);
  const about = (elementId: string, de: string, en: string) =>
    finding('CELL_NOT_ANALYSED', 'info', elementId, de, en);
  const missing = cells.length - told;
  return [
    ...vague.map((input) =>
      about(
        input.id,
        `Spalte „${input.label}“: Welche Werte vorkommen, ist nicht bekannt; Lücken und Überschneidungen werden hier nicht gesucht.`,
        `Column "${input.label}": which values occur is not known; no gaps and overlaps are looked for here.`,
      ),
    ),
    ...cells.slice(0, told).map(({ row, column }) => {
      const cell = rules[row]!.inputs[column]!;
      const de = `Zeile ${row + 1}, Spalte „${inputs[column]!.label}“: ${cell.source} wird nicht analysiert, Lücken und Überschneidungen dieser Zeile können fehlen.`;
      const en = `Rule ${row + 1}, column "${inputs[column]!.label}": ${cell.source} is not analysed, gaps and overlaps of this rule may be missing.`;
      return about(cell.id, de, en);
    }),
    ...(missing > 0
      ? [
          about(
            id,
            `${missing} weitere Felder werden nicht analysiert.`,
            `${missing} more cells are not analysed.`,
          ),
        ]
      : []),
  ];
}

const parts = {
  gaps: { de: 'Lücken', en: 'gaps' },
  pairs: { de: 'Überschneidungen', en: 'overlaps' },
  dead: { de: 'Zeilen, die nie zutreffen', en: 'rules that never hit' },
};

/** Where the budget ended before everything was looked at. */
export function notFinished({ unfinished }: Inspection, { id }: DecisionTable, name: string): Finding[] {
  return unfinished.map((part) =>
    finding(
      'ANALYSIS_NOT_FINISHED',
      'info',
      id,
      `„${name}“ ist zu groß, um alles zu untersuchen: ${parts[part].de} können unentdeckt sein.`,
      `"${name}" is too large to look at everything: ${parts[part].en} may be undiscovered.`,
    ),
  );
}
