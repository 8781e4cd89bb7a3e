import { typeNamed } from '@zusteuerung/feel';
import type { Finding } from '@zusteuerung/feel';
import { partsOf } from './check-syntax.js';
import { finding } from './findings.js';
import { Links } from './links.js';
import type { DmnModel, ItemDefinition, Logic } from './types.js';

/** Required functions that do not exist, and types that nobody defines. */
export function checkReferences(model: DmnModel, others: DmnModel[]): Finding[] {
  const links = new Links([model, ...others]);
  const findings: Finding[] = [];
  for (const element of [...model.decisions, ...model.knowledge])
    for (const reference of element.requirements.knowledge)
      if (!links.knowledge(element, reference) && !links.service(element, reference))
        findings.push(
          finding(
            'DMN_NO_KNOWLEDGE',
            'error',
            element.id,
            `„${element.name}“ braucht „${reference.id}“, das es nicht gibt.`,
            `"${element.name}" requires "${reference.id}", which does not exist.`,
          ),
        );
  for (const service of model.services)
    for (const reference of [...service.outputs, ...service.encapsulated, ...service.inputDecisions])
      if (!links.decision(service, reference))
        findings.push(
          finding(
            'DMN_NO_DECISION',
            'error',
            service.id,
            `„${service.name}“ braucht die Entscheidung „${reference.id}“, die es nicht gibt.`,
            `"${service.name}" requires the decision "${reference.id}", which does not exist.`,
          ),
        );
  return [...findings, ...unknownTypes(model, links)];
}

function unknownTypes(model: DmnModel, links: Links): Finding[] {
  const imported = model.imports.map(({ name }) => `${name}.`);
  const known = new Set(links.scopeOf(model).flatMap(({ items }) => items.map(({ name }) => name)));
  const isKnown = (type: string) =>
    known.has(type) ||
    known.has(type.replace(/^[\w.-]+:/, '')) ||
    imported.some((prefix) => prefix !== '.' && type.startsWith(prefix)) ||
    typeNamed(type.replace(/^feel[:.]/, '')) !== null;
  return typesOf(model).flatMap(([id, type]) =>
    type === null || type === '' || isKnown(type)
      ? []
      : [
          finding(
            'DMN_NO_TYPE',
            'warning',
            id,
            `Den Typ „${type}“ gibt es nicht; geprüft wird hier nichts.`,
            `There is no type "${type}"; nothing is checked here.`,
          ),
        ],
  );
}

type Named = [id: string, type: string | null];

function typesOf({ items, inputData, decisions, knowledge, services }: DmnModel): Named[] {
  return [
    ...items.flatMap(itemTypes),
    ...[...inputData, ...decisions, ...knowledge, ...services].map(({ id, type }): Named => [id, type]),
    ...[...decisions, ...knowledge].flatMap(({ logic }) => (logic ? logicTypes(logic) : [])),
  ];
}

function itemTypes({ id, type, components, function: item }: ItemDefinition): Named[] {
  const signature = item ? [item.result, ...item.parameters.map((parameter) => parameter.type)] : [];
  return [[id, type], ...signature.map((each): Named => [id, each]), ...components.flatMap(itemTypes)];
}

function logicTypes(logic: Logic): Named[] {
  const own: Named[] = [[logic.id, logic.type]];
  if (logic.kind === 'table')
    own.push(...[...logic.inputs, ...logic.outputs].map(({ id, type }): Named => [id, type]));
  if (logic.kind === 'function') own.push(...logic.parameters.map(({ type }): Named => [logic.id, type]));
  return [...own, ...partsOf(logic).flatMap(logicTypes)];
}
