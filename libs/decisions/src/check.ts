import type { Finding } from '@zusteuerung/feel';
import { analysisBeside, Declarations } from './analysis/index.js';
import { checkNames } from './check-names.js';
import { checkTable } from './check-table.js';
import { checkReferences } from './check-references.js';
import { partsOf, syntaxFindings } from './check-syntax.js';
import { finding } from './findings.js';
import type { Decision, DecisionTable, DmnModel, KnowledgeModel, Logic } from './types.js';

/**
 * What is wrong with the decisions of a model; `others` are the models deployed together with it, whose
 * decisions it may require.
 */
export function checkDecisions(model: DmnModel, others: DmnModel[] = []): Finding[] {
  const known = new Map([model, ...others].flatMap(({ decisions }) => decisions.map((d) => [d.id, d])));
  const declarations = new Declarations(model, others);
  const findings = model.decisions.flatMap((decision) => [
    ...(decision.refused ? [decision.refused] : []),
    ...missingRequirements(decision, known),
    ...cycle(decision, known),
    ...checkLogic(decision, known, declarations),
  ]);
  for (const { refused, ...found } of model.knowledge) {
    if (refused) findings.push(refused);
    if (found.logic)
      findings.push(...logicFindings({ refused, ...found }, found.logic, [found.variable], declarations));
  }
  findings.push(...checkReferences(model, others), ...checkNames(model, others));
  if (model.decisions.length + model.knowledge.length + model.items.length === 0)
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

function checkLogic(decision: Decision, known: Map<string, Decision>, declarations: Declarations): Finding[] {
  if (!decision.logic) return [];
  const names = decision.requires.flatMap((id) => [
    id,
    known.get(id)?.variable ?? id,
    known.get(id)?.name ?? id,
  ]);
  return logicFindings(decision, decision.logic, [...names, ...decision.inputData], declarations);
}

function logicFindings(
  owner: Decision | KnowledgeModel,
  logic: Logic,
  names: string[],
  declarations: Declarations,
): Finding[] {
  const known = new Set([...names, ...namesMade(logic)]);
  const findings = syntaxFindings(logic);
  const tables = tablesIn(logic).flatMap((table) => {
    const found = [...findings, ...checkTable(owner, table, known, declarations)];
    return [...found.slice(findings.length), ...analysisBeside(found, table, owner.name, declarations)];
  });
  return [...findings, ...tables];
}

function tablesIn(logic: Logic): DecisionTable[] {
  return logic.kind === 'table' ? [logic] : partsOf(logic).flatMap(tablesIn);
}

/** Names that a boxed expression gives to what is inside of it. */
function namesMade(logic: Logic): string[] {
  const own = [
    ...(logic.kind === 'context' ? logic.entries.map(({ name }) => name) : []),
    ...(logic.kind === 'function' ? logic.parameters.map(({ name }) => name) : []),
    ...('variable' in logic ? [logic.variable] : []),
  ];
  return [...own, ...partsOf(logic).flatMap(namesMade)];
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
