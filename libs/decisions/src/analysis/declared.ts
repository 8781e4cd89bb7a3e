import { Links } from '../links.js';
import type {
  DecisionTable,
  Decision,
  DmnModel,
  InputData,
  ItemDefinition,
  KnowledgeModel,
  TableInput,
  TableOutput,
} from '../types.js';

/** What is declared of the values of a column. */
export interface Declared {
  /** FEEL name of the type behind those that models define; null where it is left open */
  type: string | null;
  /** unary tests that each value passes */
  limits: string[];
  /** lists, structures and functions are no values of a cell */
  simple: boolean;
}

interface Source {
  name: string;
  type: string | null;
  model: DmnModel;
}

const open: Declared = { type: null, limits: [], simple: true };
const deepest = 20;

/** Types and allowed values of columns, as far as the models that are deployed together declare them. */
export class Declarations {
  private readonly sources = new Map<DecisionTable, Source[]>();
  private readonly links: Links;

  constructor(
    private readonly model: DmnModel | null,
    others: DmnModel[] = [],
  ) {
    this.links = new Links(model ? [model, ...others] : []);
    for (const { logic, ...decision } of model?.decisions ?? [])
      if (logic?.kind === 'table') this.sources.set(logic, this.required(decision));
    for (const { logic } of model?.knowledge ?? [])
      if (model && logic?.kind === 'function' && logic.body.kind === 'table')
        this.sources.set(logic.body, parameters(logic, model));
  }

  /** Of the column itself, and of the data or decision that its expression names. */
  input(table: DecisionTable, { type, source, allowedText }: TableInput): Declared {
    const own = this.model ? this.named(type, this.model) : { ...open, type };
    const named = this.path(this.sources.get(table) ?? [], source);
    return {
      type: own.type ?? named.type,
      limits: [...new Set([...(allowedText === null ? [] : [allowedText]), ...own.limits, ...named.limits])],
      simple: own.simple && named.simple,
    };
  }

  output({ type, allowedText }: TableOutput): Declared {
    const own = this.model ? this.named(type, this.model) : { ...open, type };
    return { ...own, limits: [...(allowedText === null ? [] : [allowedText]), ...own.limits] };
  }

  /** What a decision sees by name. */
  private required(decision: Omit<Decision, 'logic'>): Source[] {
    const owner = this.model?.decisions.find(({ id }) => id === decision.id) ?? null;
    if (!owner) return [];
    const { inputs, decisions } = decision.requirements;
    const seen = (element: InputData | Decision | undefined, name: string | undefined): Source[] => {
      if (!element || name === undefined) return [];
      const prefix = this.links.prefix(owner, element);
      const model = this.links.modelOf(element);
      return [{ name: prefix === null ? name : `${prefix}.${name}`, type: element.type, model }];
    };
    return [
      ...inputs.map((each) => this.links.input(owner, each)).flatMap((each) => seen(each, each?.name)),
      ...decisions
        .map((each) => this.links.decision(owner, each))
        .flatMap((each) => seen(each, each?.variable)),
    ];
  }

  /** The type of `name` or `name.part.part`. */
  private path(sources: Source[], text: string): Declared {
    const source = text.trim();
    const root = sources.find(({ name }) => source === name || source.startsWith(`${name}.`));
    if (!root) return open;
    let found = this.item(root.type, root.model);
    const parts = source.slice(root.name.length).split('.').slice(1);
    if (parts.length === 0) return this.named(root.type, root.model);
    for (const [i, part] of parts.entries()) {
      if (!found || found.item.isCollection) return open;
      const component = found.item.components.find(({ name }) => name === part.trim());
      if (!component) return open;
      const { model } = found;
      if (i === parts.length - 1) return this.ofItem(component, model, 0);
      found = component.components.length > 0 ? { item: component, model } : this.item(component.type, model);
    }
    return open;
  }

  private named(type: string | null, model: DmnModel, depth = 0): Declared {
    if (type === null || type === '' || depth > deepest) return open;
    const found = this.item(type, model);
    if (found) return this.ofItem(found.item, found.model, depth);
    return { type: type.replace(/^feel[:.]/, ''), limits: [], simple: true };
  }

  private ofItem(item: ItemDefinition, model: DmnModel, depth: number): Declared {
    if (item.isCollection || item.components.length > 0 || item.function) return { ...open, simple: false };
    const base = this.named(item.type, model, depth + 1);
    return { ...base, limits: [...(item.allowedText === null ? [] : [item.allowedText]), ...base.limits] };
  }

  /** A definition of the model, or of one it imports by `prefix.name`. */
  private item(type: string | null, model: DmnModel): { item: ItemDefinition; model: DmnModel } | null {
    const own = model.items.find(({ name }) => name === type);
    if (own || type === null) return own ? { item: own, model } : null;
    for (const { name, namespace } of model.imports) {
      const other = type.startsWith(`${name}.`) ? this.links.model(namespace) : undefined;
      const item = other?.items.find((each) => each.name === type.slice(name.length + 1));
      if (other && item) return { item, model: other };
    }
    return null;
  }
}

function parameters(
  logic: Extract<NonNullable<KnowledgeModel['logic']>, { kind: 'function' }>,
  model: DmnModel,
) {
  return logic.parameters.map(({ name, type }): Source => ({ name, type, model }));
}
