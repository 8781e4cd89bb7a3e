import type { Decision, DecisionTable, DmnModel, Json, Variables } from '../types.js';
import { compareDecisions } from './compare.js';
import type { Comparison, Difference } from './compare.js';
import { differenceText } from './difference-text.js';
import { Declarations } from './declared.js';
import { sampleInputs } from './samples.js';

/** What becomes of one table between two versions. */
export interface TableComparison extends Comparison {
  decisionId: string;
  name: string;
  /** `changed`: it is in both, perhaps with no difference */
  kind: 'changed' | 'added' | 'removed';
  /** per difference a sentence */
  sentences: { de: string; en: string }[];
}

/**
 * Each table of a model on its own: what it requires is taken as given, and the inputs meet every value that one of the
 * versions tells apart (see `sampleInputs`).
 */
export function compareTables(
  before: { model: DmnModel; others: DmnModel[] },
  after: { model: DmnModel; others: DmnModel[] },
  options: { now: string; limit?: number },
): TableComparison[] {
  const [old, fresh] = [tablesOf(before.model), tablesOf(after.model)];
  const none = { compared: 0, differences: [], otherRules: 0, sentences: [] };
  const only = (kind: 'added' | 'removed', tables: Map<string, Decision>, others: Map<string, Decision>) =>
    [...tables.values()]
      .filter(({ id }) => !others.has(id))
      .map(({ id, name }): TableComparison => ({ decisionId: id, name, kind, ...none }));
  const changed = [...fresh.values()].flatMap((decision): TableComparison[] => {
    const earlier = old.get(decision.id);
    if (!earlier) return [];
    const inputs = [
      ...samplesOf(earlier, before, options.limit),
      ...samplesOf(decision, after, options.limit),
    ];
    const different = [...new Map(inputs.map((input) => [JSON.stringify(input), input])).values()];
    const found = compareDecisions(
      [alone(earlier, before)],
      [alone(decision, after)],
      decision.id,
      different,
      options,
    );
    const { inputs: columns } = decision.logic as DecisionTable;
    const sentences = found.differences.map((difference) => sentence(columns, difference));
    return [{ decisionId: decision.id, name: decision.name, kind: 'changed', ...found, sentences }];
  });
  return [...changed, ...only('added', fresh, old), ...only('removed', old, fresh)];
}

function tablesOf({ decisions }: DmnModel): Map<string, Decision> {
  return new Map(decisions.filter(({ logic }) => logic?.kind === 'table').map((each) => [each.id, each]));
}

type Version = { model: DmnModel; others: DmnModel[] };

function samplesOf({ logic }: Decision, { model, others }: Version, limit?: number): Variables[] {
  return sampleInputs(logic as DecisionTable, limit, new Declarations(model, others));
}

/** A model of one table, where the results of the decisions it requires are data. */
function alone(decision: Decision, { model, others }: Version): DmnModel {
  const all = [model, ...others];
  const required = decision.requires.flatMap(
    (id) => all.flatMap(({ decisions }) => decisions).find((each) => each.id === id) ?? [],
  );
  const given = required.map(({ variable, id }) => ({ id, name: variable, type: null }));
  const inputs = [...decision.requirements.inputs, ...given.map(({ id }) => ({ namespace: null, id }))];
  return {
    ...model,
    inputData: [...all.flatMap(({ inputData }) => inputData), ...given],
    decisions: [
      {
        ...decision,
        requires: [],
        inputData: [...decision.inputData, ...given.map(({ name }) => name)],
        requirements: { ...decision.requirements, decisions: [], inputs },
      },
    ],
  };
}

/** A difference in words; values by the columns of the table. */
function sentence(columns: DecisionTable['inputs'], { input, before, after }: Difference) {
  const given = columns.flatMap(({ label, source }) => {
    const value = valueAt(input, source.trim().split('.'));
    return value === undefined ? [] : [`${label || source} = ${JSON.stringify(value)}`];
  });
  const at = [...new Set(given)].join(', ');
  const words = differenceText(before, after);
  return { de: `Bei ${at}: ${words.de}.`, en: `At ${at}: ${words.en}.` };
}

function valueAt(input: Variables, path: string[]): Json | undefined {
  let value: Json | undefined = input;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    value = value[name];
  }
  return value;
}
