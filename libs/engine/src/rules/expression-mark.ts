import { finding } from './rule.js';
import type { Rule } from './rule.js';

/** A condition without `=` is read as FEEL here, but as plain text by Zeebe. */
export const expressionMark: Rule = ({ container }) =>
  container.flows
    .filter((flow) => flow.condition !== null && !flow.condition.startsWith('='))
    .map((flow) =>
      finding(
        'EXPRESSION_WITHOUT_EQUALS',
        'warning',
        flow.id,
        `Die Bedingung „${flow.condition}“ sollte mit „=“ beginnen.`,
        `The condition "${flow.condition}" should begin with "=".`,
      ),
    );
