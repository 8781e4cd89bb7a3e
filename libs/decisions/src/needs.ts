import type { FeelContext } from '@zusteuerung/feel';
import { asValue, setName } from './env.js';
import type { Value } from './env.js';
import type { ItemType } from './item-types.js';
import type { Links } from './links.js';
import type {
  Decision,
  DecisionService,
  InputData,
  KnowledgeModel,
  Reference,
  Requirements,
} from './types.js';

/** Under which names an element is seen; `prefix` is the name of the import that it comes from. */
export interface Need<T> {
  target: T;
  names: string[];
  prefix: string | null;
}

/** A reference of `from` that leads nowhere. */
interface Missing {
  target: null;
  id: string;
  from: string;
}

/** What is bound before a decision or knowledge model is evaluated. */
export interface Needs {
  inputs: (Need<InputData> & { type: ItemType | null; givenAs: string[] })[];
  decisions: (Need<Decision> | Missing)[];
  knowledge: (Need<KnowledgeModel | DecisionService> | Missing)[];
}

interface Owner {
  id: string;
  requirements: Requirements;
  logic: object | null;
}

/** Looks up what is required; a name that the logic nowhere writes needs no binding. */
export function needsOf(links: Links, owner: Owner, typeOf: (data: InputData) => ItemType | null): Needs {
  const { inputs, decisions } = requirementsOf(links, owner);
  const { knowledge } = owner.requirements;
  const text = decisions.length + knowledge.length === 0 ? '' : textIn(owner.logic);
  const need = <T extends object>(
    target: T | undefined,
    reference: Reference,
    names: (found: T) => string[],
  ) => {
    if (!target) return { target: null, id: reference.id, from: owner.id };
    const written = [...new Set(names(target))].filter((name) => mayBeWritten(name, text));
    return { target, names: written, prefix: links.prefix(owner, target) };
  };
  return {
    inputs: inputs.flatMap((reference) => {
      const found = links.input(owner, reference);
      if (!found) return [];
      return {
        target: found,
        names: [found.name],
        prefix: links.prefix(owner, found),
        type: typeOf(found),
        givenAs: links.givenAs(found),
      };
    }),
    decisions: decisions.map((reference) =>
      need(links.decision(owner, reference), reference, ({ name, id, variable }) => [name, id, variable]),
    ),
    knowledge: knowledge.map((reference) =>
      need(
        links.knowledge(owner, reference) ?? links.service(owner, reference),
        reference,
        ({ variable, name }) => [variable, name],
      ),
    ),
  };
}

/** What is required, each by what it is: some models name a decision where an input stands. */
export function requirementsOf(links: Links, owner: Owner): Pick<Requirements, 'inputs' | 'decisions'> {
  const { inputs, decisions } = owner.requirements;
  const isDecision = (reference: Reference) =>
    !links.input(owner, reference) && links.decision(owner, reference) !== undefined;
  return {
    inputs: inputs.filter((reference) => !isDecision(reference)),
    decisions: [...decisions, ...inputs.filter(isDecision)],
  };
}

/** All that is written within, also the sources of expressions. */
function textIn(value: unknown): string {
  const texts = new Set<string>();
  const open = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === null || typeof next !== 'object') continue;
    for (const inner of Object.values(next) as unknown[]) {
      if (typeof inner === 'string') texts.add(inner);
      else if (inner !== undefined) open.push(inner);
    }
  }
  return [...texts].join('\n');
}

/** Whether all words of the name are in the text, however it is spaced. */
function mayBeWritten(name: string, text: string): boolean {
  return (name.match(/[\p{L}\p{N}_]+/gu) ?? []).every((word) => text.includes(word));
}

/** Sets the names; what comes from an imported model has its name before its own. */
export function bind(context: FeelContext, { names, prefix }: Need<unknown>, value: Value): void {
  if (prefix === null) {
    for (const name of names) setName(context, name, value);
    return;
  }
  const known = (Object.hasOwn(context, prefix) ? context[prefix] : null) as FeelContext | null;
  const inner: FeelContext = { ...known };
  for (const name of names) setName(inner, name, value);
  setName(context, prefix, asValue(inner));
  for (const name of names) {
    const whole = `${prefix}.${name}`;
    if (Object.hasOwn(context, whole)) setName(context, whole, value);
  }
}
