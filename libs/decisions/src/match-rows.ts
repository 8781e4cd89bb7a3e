import type { FeelContext, UnaryTest } from '@zusteuerung/feel';
import type { Env, Value } from './env.js';
import type { TableRule } from './types.js';

/** What rows ask of a column; cells of a column that say the same are one question. */
interface Question {
  column: number;
  test: UnaryTest;
}

/** A row that was asked and did not hit, with the first of its cells that the input did not pass. */
export interface Missed {
  rule: TableRule;
  column: number;
}

/** The places in the table of the rows that hit; `missed` is told of the others. */
export type Match = (env: Env, values: Value[], context: FeelContext, missed: Missed[] | null) => number[];

const [open, yes, no] = [0, 1, 2];

/** Asks the rows in turn, each question once; with `first` none after the first that hits. */
export function matching(rules: TableRule[], first: boolean): Match {
  const { questions, asked } = questionsOf(rules);
  let spare: Uint8Array | null = null;
  return (env, values, context, missed) => {
    const answers = (spare ?? new Uint8Array(questions.length)).fill(open);
    spare = null;
    env.session.tick(rules.length >> 3);
    const found: number[] = [];
    for (let row = 0; row < rules.length; row++) {
      const column = firstMissed(env, values, context, row, answers);
      if (column < 0) found.push(row);
      else missed?.push({ rule: rules[row]!, column });
      if (column < 0 && first) break;
    }
    spare = answers;
    return found;
  };

  /** The column of the first cell that does not hold, or -1. */
  function firstMissed(
    env: Env,
    values: Value[],
    context: FeelContext,
    row: number,
    answers: Uint8Array,
  ): number {
    const cells = asked[row]!;
    for (let i = 0; i < cells.length; i++) {
      const at = cells[i]!;
      const answer = answers[at];
      if (answer === yes) continue;
      const { column, test } = questions[at]!;
      if (answer === no) return column;
      const holds = env.holds(test, rules[row]!.inputs[column]!.id, values[column] ?? null, context);
      answers[at] = holds ? yes : no;
      if (!holds) return column;
    }
    return -1;
  }
}

/** The questions, and which of them each row asks. */
function questionsOf(rules: TableRule[]): { questions: Question[]; asked: number[][] } {
  const questions: Question[] = [];
  const known = new Map<string, number>();
  const asked = rules.map(({ inputs }) =>
    inputs.flatMap(({ source, test }, column) => {
      if (!test) return [];
      const key = `${column} ${source}`;
      const at = known.get(key) ?? questions.length;
      if (at === questions.length) questions.push({ column, test });
      known.set(key, at);
      return at;
    }),
  );
  return { questions, asked };
}
