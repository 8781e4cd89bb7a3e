import type { Json, Problem } from '@zusteuerung/feel';
import type { Decision, TableInput, TableRule } from './types.js';

function problem(code: string, elementId: string, de: string, en: string): Problem {
  return { code, elementId, message: { de, en } };
}

export function missingDecision(id: string, requiredBy: string | undefined): Problem {
  const de = requiredBy ? `, die „${requiredBy}“ braucht,` : '';
  const en = requiredBy ? ` required by "${requiredBy}"` : '';
  return problem(
    'DMN_NO_DECISION',
    requiredBy ?? id,
    `Die Entscheidung „${id}“${de} gibt es nicht.`,
    `There is no decision "${id}"${en}.`,
  );
}

export function cyclic(path: string[]): Problem {
  const text = path.join(' → ');
  return problem(
    'DMN_CYCLE',
    path.at(-1) ?? '',
    `Die Entscheidungen brauchen sich im Kreis: ${text}.`,
    `The decisions require each other in a circle: ${text}.`,
  );
}

export function unreadable(decision: Decision, elementId: string): Problem {
  if (decision.refused) return { ...decision.refused, elementId: decision.id };
  return problem(
    'DMN_UNREADABLE',
    elementId,
    `In der Entscheidung „${decision.name}“ ist ein Ausdruck nicht zu lesen.`,
    `An expression of decision "${decision.name}" can't be read.`,
  );
}

export function notUnique(decision: Decision, hits: TableRule[]): Problem {
  const numbers = hits.map(({ number }) => number);
  const last = numbers.at(-1);
  const front = numbers.slice(0, -1).join(', ');
  return problem(
    'DMN_NOT_UNIQUE',
    decision.id,
    `In „${decision.name}“ treffen die Zeilen ${front} und ${last} zugleich zu; es darf nur eine sein.`,
    `Rules ${front} and ${last} of "${decision.name}" match at once; only one may.`,
  );
}

export function notAllowed(decision: Decision, input: TableInput, value: Json): Problem {
  const text = JSON.stringify(value);
  return problem(
    'DMN_NOT_ALLOWED',
    input.id,
    `In „${decision.name}“ ist der Wert ${text} für „${input.label}“ nicht vorgesehen (erlaubt: ${input.allowedText}).`,
    `In "${decision.name}" the value ${text} is not allowed for "${input.label}" (allowed: ${input.allowedText}).`,
  );
}

export function notNumeric(decision: Decision, aggregation: string): Problem {
  return problem(
    'DMN_NOT_NUMERIC',
    decision.id,
    `„${decision.name}“ fasst mit ${aggregation} zusammen, aber nicht alle Ergebnisse sind Zahlen.`,
    `"${decision.name}" aggregates with ${aggregation}, but not all results are numbers.`,
  );
}
