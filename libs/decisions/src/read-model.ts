import { finding } from './findings.js';
import { list, one } from './moddle.js';
import type { Raw } from './moddle.js';
import { readItem } from './read-items.js';
import { LogicReader } from './read-logic.js';
import { Compiler } from './read-names.js';
import type {
  Decision,
  DecisionService,
  DmnModel,
  KnowledgeModel,
  Reference,
  Requirements,
} from './types.js';

/** The model behind the root element. */
export function readModel(root: Raw): DmnModel {
  const elements = list(root['drgElement']);
  const of = (type: string) => elements.filter(({ $type }) => $type === type);
  const compiler = Compiler.of(root);
  const inputData = of('dmn:InputData').map((raw) => ({
    id: raw.id ?? '',
    name: nameOf(raw),
    type: one(raw['variable'])?.typeRef ?? null,
  }));
  return {
    id: root.id ?? 'definitions',
    name: root.name ?? root.id ?? '',
    namespace: typeof root['namespace'] === 'string' ? root['namespace'] : '',
    imports: list(root['import']).map((raw) => ({
      name: raw.name ?? '',
      namespace: typeof raw['namespace'] === 'string' ? raw['namespace'] : '',
    })),
    items: list(root['itemDefinition']).map((raw) => readItem(raw, compiler)),
    inputData,
    decisions: of('dmn:Decision').map((raw) => readDecision(raw, inputData, compiler)),
    knowledge: of('dmn:BusinessKnowledgeModel').map((raw) => readKnowledge(raw, compiler)),
    services: of('dmn:DecisionService').map(readService),
  };
}

/** Under which name others see it: that of the variable, else of the element. */
function nameOf(raw: Raw): string {
  return one(raw['variable'])?.name ?? raw.name ?? raw.id ?? '';
}

function readDecision(raw: Raw, inputData: DmnModel['inputData'], compiler: Compiler): Decision {
  const requirements = readRequirements(raw);
  const names = new Map(inputData.map(({ id, name }) => [id, name]));
  const logic = one(raw['decisionLogic']);
  const read = logic && new LogicReader(compiler.within(raw), raw).read(logic, raw);
  const version = raw.$attrs?.['versionTag'] ?? raw.$attrs?.['camunda:versionTag'];
  return {
    id: raw.id ?? '',
    name: raw.name ?? raw.id ?? '',
    variable: nameOf(raw),
    type: one(raw['variable'])?.typeRef ?? null,
    requires: requirements.decisions.map(({ id }) => id),
    inputData: requirements.inputs.map(({ id }) => names.get(id) ?? id),
    requirements,
    version: typeof version === 'string' ? version : null,
    ...(read?.kind === 'refused' || !read
      ? { logic: null, refused: read ? { ...read.finding } : noLogic(raw) }
      : { logic: read, refused: null }),
  };
}

function noLogic(raw: Raw) {
  const name = raw.name ?? raw.id ?? '';
  return finding(
    'DMN_NO_LOGIC',
    'error',
    raw.id,
    `Die Entscheidung „${name}“ hat noch keine Tabelle.`,
    `Decision "${name}" has no logic yet.`,
  );
}

function readKnowledge(raw: Raw, compiler: Compiler): KnowledgeModel {
  const body = one(raw['encapsulatedLogic']);
  const read = body && new LogicReader(compiler.within(raw), raw).function(body);
  return {
    id: raw.id ?? '',
    name: raw.name ?? raw.id ?? '',
    variable: nameOf(raw),
    type: one(raw['variable'])?.typeRef ?? null,
    requirements: readRequirements(raw),
    ...(read?.kind === 'function'
      ? { logic: read, refused: null }
      : { logic: null, refused: read ? read.finding : noLogic(raw) }),
  };
}

function readService(raw: Raw): DecisionService {
  const references = (property: string) => list(raw[property]).flatMap(({ href }) => referenceOf(href) ?? []);
  return {
    id: raw.id ?? '',
    name: raw.name ?? raw.id ?? '',
    variable: nameOf(raw),
    type: one(raw['variable'])?.typeRef ?? null,
    outputs: references('outputDecision'),
    encapsulated: references('encapsulatedDecision'),
    inputDecisions: references('inputDecision'),
    inputData: references('inputData'),
  };
}

function readRequirements(raw: Raw): Requirements {
  const targets = (requirements: unknown, property: string) =>
    list(requirements).flatMap((requirement) => referenceOf(one(requirement[property])?.href) ?? []);
  return {
    decisions: targets(raw['informationRequirement'], 'requiredDecision'),
    inputs: targets(raw['informationRequirement'], 'requiredInput'),
    knowledge: targets(raw['knowledgeRequirement'], 'requiredKnowledge'),
  };
}

/** `#id` in the same file, `other.dmn#id` or `namespace#id` elsewhere. */
function referenceOf(href: string | undefined): Reference | null {
  if (!href) return null;
  const at = href.lastIndexOf('#');
  return { namespace: at > 0 ? href.slice(0, at) : null, id: href.slice(at + 1) };
}
