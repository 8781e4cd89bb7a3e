import type { Finding } from '@zusteuerung/feel';
import { partsOf } from './check-syntax.js';
import { finding } from './findings.js';
import { Links } from './links.js';
import { requirementsOf } from './needs.js';
import type { Decision, DecisionTable, DmnModel, KnowledgeModel, Logic } from './types.js';

/** An expression of an element: what it names, and where it stands. */
interface Place {
  id: string;
  names: string[];
  /** `Zeile 3: ` or nothing */
  de: string;
  en: string;
  /** a column says itself what it is given: only what looks like a slip is one */
  column?: boolean;
}

type Owner = Decision | KnowledgeModel;

/**
 * Names that nothing declares. A knowledge model sees only its parameters and what it requires; a decision that declares
 * no input data may be given anything.
 */
export function checkNames(model: DmnModel, others: DmnModel[]): Finding[] {
  const links = new Links([model, ...others]);
  const decisions = model.decisions.filter(({ requirements }) => requirements.inputs.length > 0);
  return [
    ...decisions.flatMap((decision) => unknownIn(decision, namesSeen(links, decision), 'warning')),
    ...model.knowledge.flatMap((found) =>
      unknownIn(found, [found.variable, ...namesSeen(links, found)], 'error'),
    ),
  ];
}

function namesSeen(links: Links, owner: Owner): string[] {
  const { inputs, decisions } = requirementsOf(links, owner);
  const { knowledge } = owner.requirements;
  const found: [object | undefined, string[]][] = [
    ...inputs.map((reference): [object | undefined, string[]] => {
      const data = links.input(owner, reference);
      return [data, data ? [data.name] : []];
    }),
    ...decisions.map((reference): [object | undefined, string[]] => {
      const required = links.decision(owner, reference);
      return [required, required ? [required.variable, required.name, required.id] : [reference.id]];
    }),
    ...knowledge.map((reference): [object | undefined, string[]] => {
      const called = links.knowledge(owner, reference) ?? links.service(owner, reference);
      return [called, called ? [called.variable, called.name] : [reference.id]];
    }),
  ];
  return found.flatMap(([element, names]) => {
    const prefix = element ? links.prefix(owner, element) : null;
    return prefix === null ? names : [prefix, ...names.map((name) => `${prefix}.${name}`)];
  });
}

function unknownIn(owner: Owner, seen: string[], severity: Finding['severity']): Finding[] {
  if (!owner.logic) return [];
  return placesIn(owner.logic, new Set(seen)).flatMap(({ place, known }) =>
    [...new Set(place.names)]
      .filter((name) => !known.has(name))
      .map((name) => ({ name, meant: nearest(name, [...known]) }))
      .filter(({ meant }) => !place.column || meant !== null)
      .map(({ name, meant }) => unknownName(owner, place, name, meant, severity)),
  );
}

/** Every expression with the names that are known where it stands. */
function placesIn(logic: Logic, known: Set<string>): { place: Place; known: Set<string> }[] {
  if (logic.kind === 'literal')
    return [{ place: { id: logic.id, names: logic.expression?.names ?? [], de: '', en: '' }, known }];
  if (logic.kind === 'table') {
    const { columns, cells } = tablePlaces(logic);
    const given = new Set([...known, ...columns.flatMap(({ names }) => names)]);
    return [
      ...columns.map((place) => ({ place, known })),
      ...cells.map((place) => ({ place, known: given })),
    ];
  }
  if (logic.kind === 'filter') return placesIn(logic.in, known);
  const inner = new Set([...known, ...namesMade(logic)]);
  return partsOf(logic).flatMap((part) => placesIn(part, inner));
}

function namesMade(logic: Logic): string[] {
  if (logic.kind === 'context') return logic.entries.map(({ name }) => name);
  if (logic.kind === 'function') return logic.parameters.map(({ name }) => name);
  return 'variable' in logic ? [logic.variable, 'partial'] : [];
}

const word = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/** A cell that is a single word is looked at by `checkTable`: mostly its quotes were forgotten. */
function tablePlaces({ inputs, rules }: DecisionTable): { columns: Place[]; cells: Place[] } {
  const columns = inputs.map(({ id, expression, label }) => ({
    id,
    names: expression?.names ?? [],
    de: `Spalte „${label}“: `,
    en: `Column "${label}": `,
    column: true,
  }));
  const cells = rules.flatMap(({ number, inputs: tests, outputs }) =>
    [
      ...tests.map(({ id, source, test }) => ({ id, source, names: test?.names ?? [] })),
      ...outputs.map(({ id, source, expression }) => ({ id, source, names: expression?.names ?? [] })),
    ]
      .filter(({ source }) => !word.test(source))
      .map(({ id, names }) => ({ id, names, de: `Zeile ${number}: `, en: `Rule ${number}: ` })),
  );
  return { columns, cells };
}

function unknownName(
  owner: Owner,
  { id, de, en }: Place,
  name: string,
  meant: string | null,
  severity: Finding['severity'],
): Finding {
  return finding(
    'DMN_UNKNOWN_NAME',
    severity,
    id || owner.id,
    `${de}„${name}“ gibt es in „${owner.name}“ nicht.${meant === null ? '' : ` Ist „${meant}“ gemeint?`}`,
    `${en}There is no "${name}" in "${owner.name}".${meant === null ? '' : ` Did you mean "${meant}"?`}`,
  );
}

/** The known name that differs least, when it differs little. */
function nearest(name: string, known: string[]): string | null {
  const most = name.length < 3 ? 0 : name.length < 6 ? 1 : 2;
  let best: { name: string; steps: number } | null = null;
  for (const other of known) {
    if (Math.abs(other.length - name.length) > most) continue;
    const steps = difference(name.toLowerCase(), other.toLowerCase());
    if (steps <= most && (!best || steps < best.steps)) best = { name: other, steps };
  }
  return best && best.name;
}

/** How many letters must be added, left out or replaced (Levenshtein). */
function difference(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
