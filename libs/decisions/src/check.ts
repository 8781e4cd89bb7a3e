import type { Finding } from '@zusteuerung/feel';
import { analysisBeside } from './analysis/index.js';
import { checkTable } from './check-table.js';
import { syntaxFindings } from './check-syntax.js';
import { finding } from './findings.js';
import type { Decision, DmnModel } from './types.js';

/**
 * What is wrong with the decisions of a model; `others` are the models deployed together with it, whose
 * decisions it may require.
 */
export function checkDecisions(model: DmnModel, others: DmnModel[] = []): Finding[] {
  const known = new Map([model, ...others].flatMap(({ decisions }) => decisions.map((d) => [d.id, d])));
  const findings = model.decisions.flatMap((decision) => [
    ...(decision.refused ? [decision.refused] : []),
    ...missingRequirements(decision, known),
    ...cycle(decision, known),
    ...checkLogic(decision, known),
  ]);
  if (model.decisions.length === 0)
    findings.push(
      finding(
        'DMN_NO_DECISION',
        'warning',
        model.id,
        'Das Modell enthält keine Entscheidung.',
        'The model holds no decision.',
      ),
    );
  return [...findings, ...doubled(model, others)];
}

function checkLogic(decision: Decision, known: Map<string, Decision>): Finding[] {
  if (!decision.logic) return [];
  const findings = syntaxFindings(decision.logic);
  if (decision.logic.kind === 'literal') return findings;
  const names = decision.requires.flatMap((id) => [
    id,
    known.get(id)?.variable ?? id,
    known.get(id)?.name ?? id,
  ]);
  const seen = new Set([...names, ...decision.inputData]);
  const found = [...findings, ...checkTable(decision, decision.logic, seen)];
  return [...found, ...analysisBeside(found, decision.logic, decision.name)];
}

function missingRequirements(decision: Decision, known: Map<string, Decision>): Finding[] {
  return decision.requires
    .filter((id) => !known.has(id))
    .map((id) =>
      finding(
        'DMN_NO_DECISION',
        'error',
        decision.id,
        `„${decision.name}“ braucht die Entscheidung „${id}“, die es nicht gibt.`,
        `"${decision.name}" requires the decision "${id}", which does not exist.`,
      ),
    );
}

function cycle(decision: Decision, known: Map<string, Decision>): Finding[] {
  const seen = new Set<string>();
  const open = [...decision.requires];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === decision.id)
      return [
        finding(
          'DMN_CYCLE',
          'error',
          decision.id,
          `„${decision.name}“ braucht sich über andere Entscheidungen selbst.`,
          `"${decision.name}" requires itself by way of other decisions.`,
        ),
      ];
    if (!seen.has(id)) open.push(...(known.get(id)?.requires ?? []));
    seen.add(id);
  }
  return [];
}

/** The same decision id in two models of one deployment: which one counts would be chance. */
function doubled(model: DmnModel, others: DmnModel[]): Finding[] {
  const elsewhere = new Set(others.flatMap(({ decisions }) => decisions.map(({ id }) => id)));
  return model.decisions
    .filter(({ id }) => elsewhere.has(id))
    .map(({ id }) =>
      finding(
        'DUPLICATE_ID',
        'error',
        id,
        `Die Entscheidung „${id}“ gibt es in mehreren Modellen.`,
        `The decision "${id}" exists in several models.`,
      ),
    );
}
