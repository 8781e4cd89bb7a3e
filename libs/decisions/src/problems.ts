import { kindOfValue, toJson } from '@zusteuerung/feel';
import type { FeelValue, Json, Problem } from '@zusteuerung/feel';
import type { Finding, TableInput, TableOutput } from './types.js';

/** The decision, knowledge model or service that an expression belongs to. */
export interface Owner {
  id: string;
  name: string;
  version: string | null;
}

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

export function refusedPart({ code, elementId, message }: Finding, owner: Owner): Problem {
  return { code, elementId: elementId ?? owner.id, message };
}

export function unreadable(owner: Owner, elementId: string): Problem {
  return problem(
    'DMN_UNREADABLE',
    elementId,
    `In der Entscheidung „${owner.name}“ ist ein Ausdruck nicht zu lesen.`,
    `An expression of decision "${owner.name}" can't be read.`,
  );
}

function numbersOf(hits: { number: number }[]): { front: string; last: number | undefined } {
  const numbers = hits.map(({ number }) => number);
  return { front: numbers.slice(0, -1).join(', '), last: numbers.at(-1) };
}

export function notUnique(owner: Owner, hits: { number: number }[]): Problem {
  const { front, last } = numbersOf(hits);
  return problem(
    'DMN_NOT_UNIQUE',
    owner.id,
    `In „${owner.name}“ treffen die Zeilen ${front} und ${last} zugleich zu; es darf nur eine sein.`,
    `Rules ${front} and ${last} of "${owner.name}" match at once; only one may.`,
  );
}

export function notSame(owner: Owner, hits: { number: number }[]): Problem {
  const { front, last } = numbersOf(hits);
  return problem(
    'DMN_NOT_ANY',
    owner.id,
    `In „${owner.name}“ treffen die Zeilen ${front} und ${last} mit verschiedenen Ergebnissen zu; sie müssten gleich sein.`,
    `Rules ${front} and ${last} of "${owner.name}" match with different results; they would have to be the same.`,
  );
}

export function noRanking(owner: Owner, policy: string): Problem {
  return problem(
    'DMN_NO_PRIORITY',
    owner.id,
    `„${owner.name}“ ordnet mit ${policy} nach den erlaubten Ergebnissen, aber keine Spalte zählt sie auf.`,
    `"${owner.name}" orders by its output values with ${policy}, but no column lists them.`,
  );
}

export function noInput(owner: Owner, elementId: string, name: string): Problem {
  return problem(
    'DMN_NO_INPUT',
    elementId,
    `Der Entscheidung „${owner.name}“ fehlt die Eingabe „${name}“.`,
    `Decision "${owner.name}" lacks the input "${name}".`,
  );
}

export function notAllowed(owner: Owner, input: TableInput, value: Json): Problem {
  const text = JSON.stringify(value);
  return problem(
    'DMN_NOT_ALLOWED',
    input.id,
    `In „${owner.name}“ ist der Wert ${text} für „${input.label}“ nicht vorgesehen (erlaubt: ${input.allowedText}).`,
    `In "${owner.name}" the value ${text} is not allowed for "${input.label}" (allowed: ${input.allowedText}).`,
  );
}

export function outputNotAllowed(owner: Owner, output: TableOutput, cellId: string, value: Json): Problem {
  const text = JSON.stringify(value);
  return problem(
    'DMN_OUTPUT_NOT_ALLOWED',
    cellId,
    `In „${owner.name}“ ist das Ergebnis ${text} nicht vorgesehen (erlaubt: ${output.allowedText}).`,
    `In "${owner.name}" the result ${text} is not allowed (allowed: ${output.allowedText}).`,
  );
}

export function notNumeric(owner: Owner, aggregation: string): Problem {
  return problem(
    'DMN_NOT_NUMERIC',
    owner.id,
    `„${owner.name}“ fasst mit ${aggregation} zusammen, aber nicht alle Ergebnisse sind Zahlen.`,
    `"${owner.name}" aggregates with ${aggregation}, but not all results are numbers.`,
  );
}

export function wrongType(elementId: string, type: string, value: FeelValue | Json): Problem {
  const text = JSON.stringify(toJson(value))?.slice(0, 100) ?? 'null';
  const kind = kindOfValue(value);
  return problem(
    'DMN_TYPE',
    elementId,
    `Der Wert ${text} (${kind}) ist nicht vom Typ „${type}“.`,
    `The value ${text} (${kind}) is not of type "${type}".`,
  );
}

export function noFunction(owner: Owner, elementId: string): Problem {
  return problem(
    'DMN_NO_FUNCTION',
    elementId,
    `„${owner.name}“ ruft etwas auf, das keine Funktion ist.`,
    `"${owner.name}" calls what is no function.`,
  );
}

export function noParameter(owner: Owner, elementId: string, name: string): Problem {
  return problem(
    'DMN_NO_PARAMETER',
    elementId,
    `„${owner.name}“ übergibt „${name}“, aber die Funktion hat keine solche Angabe.`,
    `"${owner.name}" passes "${name}", but the function has no such parameter.`,
  );
}

export function tooCostly(id: string): Problem {
  return problem(
    'FEEL_BUDGET',
    id,
    `Die Entscheidung „${id}“ kostet zu viel und wurde abgebrochen.`,
    `Decision "${id}" costs too much and was stopped.`,
  );
}
