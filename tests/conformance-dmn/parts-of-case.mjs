// Which parts of DMN are at work when a decision is asked, found by following what it requires.

const kinds = {
  table: 'decision table',
  literal: 'literal expression',
  function: 'function definition',
};
const orientations = {
  'Rule-as-Row': 'drawn with rules as rows',
  'Rule-as-Column': 'drawn with rules as columns',
  CrossTable: 'drawn as cross table',
};

/** The parts as `<table>/<row>` of the document, and all FEEL sources at work. */
export function partsOfCase(models, asked) {
  const found = new Set();
  const texts = [];
  const seen = new Set();
  const visit = (model, id) => {
    for (const [kind, element] of elementsOf(model, id)) {
      if (seen.has(element)) continue;
      seen.add(element);
      found.add(`Elements/${kind}`);
      addTypes(found, models, model, typesIn(element));
      if (element.logic) addLogic(found, texts, model, element.logic);
      for (const reference of referencesOf(element, found)) {
        const target = models.find(({ namespace }) => namespace === reference.namespace) ?? model;
        if (target !== model) found.add('Elements/import');
        visit(target, reference.id);
      }
    }
  };
  visit(models[0], asked);
  return { found, texts };
}

function elementsOf({ decisions, inputData, knowledge, services }, id) {
  const all = { decision: decisions, 'input data': inputData, 'business knowledge model': knowledge };
  return Object.entries({ ...all, 'decision service': services }).flatMap(([kind, elements]) =>
    elements.filter((element) => element.id === id).map((element) => [kind, element]),
  );
}

function referencesOf({ requirements, outputs, encapsulated, inputDecisions, inputData }, found) {
  if (!requirements)
    return [outputs, encapsulated, inputDecisions, inputData].flatMap((references) => references ?? []);
  const { decisions, inputs, knowledge } = requirements;
  if (decisions.length + inputs.length > 0) found.add('Elements/information requirement');
  if (knowledge.length > 0) found.add('Elements/knowledge requirement');
  return [...decisions, ...inputs, ...knowledge];
}

function addLogic(found, texts, model, part) {
  if (Array.isArray(part)) return part.forEach((inner) => addLogic(found, texts, model, inner));
  if (part === null || typeof part !== 'object') return undefined;
  if (typeof part.source === 'string') texts.push(part.source);
  if (part.kind && part.kind !== 'refused') {
    const kind =
      part.kind === 'context' && part.result ? 'context with result' : (kinds[part.kind] ?? part.kind);
    found.add(`Boxed expressions/${kind}`);
    if (part.kind === 'table') tableParts(model, part).forEach((each) => found.add(each));
  }
  return Object.values(part).forEach((inner) => addLogic(found, texts, model, inner));
}

function tableParts({ xml }, { id, hitPolicy, aggregation, inputs, outputs, rules }) {
  const [tag = ''] = new RegExp(`<(?:\\w+:)?decisionTable[^>]*\\bid="${id}"[^>]*>`).exec(xml) ?? [];
  const [, orientation = 'Rule-as-Row'] = /preferredOrientation="([^"]*)"/.exec(tag) ?? [];
  return [
    `Hit policies/${aggregation ? `${hitPolicy} ${aggregation}` : hitPolicy}`,
    ...[
      orientations[orientation],
      outputs.length > 1 && 'several outputs',
      inputs.some(({ allowedText }) => allowedText !== null) && 'allowed inputs',
      outputs.some(({ allowedText }) => allowedText !== null) && 'allowed outputs',
      outputs.some(({ fallback }) => fallback) && 'default output',
      rules.some(({ annotations }) => annotations.length > 0) && 'annotations',
    ]
      .filter(Boolean)
      .map((part) => `Decision tables/${part}`),
  ];
}

/** The names of types that an element or its logic mentions. */
function typesIn(value) {
  if (value === null || typeof value !== 'object') return [];
  const own = typeof value.type === 'string' ? [value.type] : [];
  return [...own, ...Object.values(value).flatMap(typesIn)];
}

function addTypes(found, models, model, names, known = new Set()) {
  for (const name of names) {
    const item = model.items.find((each) => each.name === name);
    const imported = model.imports.find(({ name: prefix }) => prefix && name.startsWith(`${prefix}.`));
    if (item && !known.has(item)) {
      known.add(item);
      found.add('Elements/item definition');
      itemParts(model, item).forEach((part) => found.add(`Item definitions/${part}`));
      addTypes(found, models, model, typesIn(item), known);
    } else if (!item && imported) {
      found.add('Elements/import').add('Item definitions/type of an imported model');
      const other = models.find(({ namespace }) => namespace === imported.namespace);
      if (other) addTypes(found, models, other, [name.slice(imported.name.length + 1)], known);
    }
  }
}

function itemParts({ xml }, { id, type, isCollection, allowedText, components, function: signature }) {
  const constrained = new RegExp(`id="${id}"[^>]*>(?:(?!itemDefinition>)[^])*<(?:\\w+:)?typeConstraint`).test(
    xml,
  );
  return [
    type !== null && !isCollection && 'simple type',
    allowedText !== null && (constrained ? 'type constraint' : 'allowed values'),
    components.length > 0 && 'structure',
    isCollection && 'collection',
    signature && 'function',
  ].filter(Boolean);
}
