import type { Decision, DecisionService, DmnModel, InputData, KnowledgeModel, Reference } from './types.js';

const kinds = ['decisions', 'knowledge', 'services', 'inputData'] as const;
type Kind = (typeof kinds)[number];

/** Which element a reference means, among models that are deployed together. */
export class Links {
  private readonly models: DmnModel[];
  private readonly owners = new Map<object, DmnModel>();
  private readonly byId = new Map<string, object>();
  private readonly scopes = new Map<DmnModel, DmnModel[]>();
  private readonly found = new Map<Kind, Map<Reference, object | undefined>>(
    kinds.map((kind) => [kind, new Map<Reference, object | undefined>()]),
  );

  constructor(models: DmnModel[]) {
    this.models = models;
    for (const model of models)
      for (const kind of kinds)
        for (const element of model[kind]) {
          this.owners.set(element, model);
          const key = `${kind}#${element.id}`;
          const exact = `${kind}#${model.namespace}#${element.id}`;
          if (!this.byId.has(key)) this.byId.set(key, element);
          if (!this.byId.has(exact)) this.byId.set(exact, element);
        }
  }

  decision(from: object | null, reference: Reference): Decision | undefined {
    return this.find('decisions', from, reference) as Decision | undefined;
  }

  knowledge(from: object | null, reference: Reference): KnowledgeModel | undefined {
    return this.find('knowledge', from, reference) as KnowledgeModel | undefined;
  }

  service(from: object | null, reference: Reference): DecisionService | undefined {
    return this.find('services', from, reference) as DecisionService | undefined;
  }

  input(from: object | null, reference: Reference): InputData | undefined {
    return this.find('inputData', from, reference) as InputData | undefined;
  }

  /** The decisions that a service names. */
  all(service: DecisionService, references: Reference[]): Decision[] {
    return references.flatMap((reference) => this.decision(service, reference) ?? []);
  }

  serviceInputs(service: DecisionService): InputData[] {
    return service.inputData.flatMap((reference) => this.input(service, reference) ?? []);
  }

  /** The names under which a service is given its arguments, in order. */
  parameters(service: DecisionService): string[] {
    const decisions = this.all(service, service.inputDecisions);
    return [...this.serviceInputs(service), ...decisions].map((each) => this.parameter(service, each));
  }

  /** The name of the argument for an input of a service; one of another model has the name of its import before it. */
  parameter(service: DecisionService, input: InputData | Decision): string {
    const prefix = this.prefix(service, input);
    const name = 'variable' in input ? input.variable : input.name;
    return prefix === null ? name : `${prefix}.${name}`;
  }

  modelOf(element: object): DmnModel {
    const model = this.owners.get(element);
    if (!model) throw new Error('the element belongs to none of the models');
    return model;
  }

  model(namespace: string): DmnModel | undefined {
    return this.models.find((model) => model.namespace === namespace);
  }

  /**
   * A model with all that it imports without a name, which become part of it; what stands earlier hides what
   * comes later and has the same name.
   */
  scopeOf(model: DmnModel): DmnModel[] {
    const known = this.scopes.get(model);
    if (known) return known;
    const scope: DmnModel[] = [];
    const add = (each: DmnModel) => {
      if (scope.includes(each)) return;
      scope.push(each);
      for (const { name, namespace } of each.imports) {
        const imported = name === '' ? this.model(namespace) : undefined;
        if (imported) add(imported);
      }
    };
    add(model);
    this.scopes.set(model, scope);
    return scope;
  }

  /** The name of the import that an element of another model is seen by; null without an import. */
  prefix(from: object, element: object): string | null {
    const [own, other] = [this.modelOf(from), this.modelOf(element)];
    if (own === other) return null;
    return own.imports.find(({ namespace }) => namespace === other.namespace)?.name || null;
  }

  /** The names under which input from outside may come: that of an import before its own, then its own. */
  givenAs(data: InputData): string[] {
    const { namespace } = this.modelOf(data);
    const imports = this.models.flatMap((model) => model.imports);
    const prefixes = imports.filter((each) => each.namespace === namespace && each.name !== '');
    return [...new Set(prefixes.map(({ name }) => `${name}.${data.name}`)), data.name];
  }

  private find(kind: Kind, from: object | null, reference: Reference): object | undefined {
    if (!from) return this.byId.get(`${kind}#${reference.id}`);
    const known = this.found.get(kind)!;
    if (known.has(reference)) return known.get(reference);
    const found = this.visible(kind, this.search(kind, this.modelOf(from), reference));
    known.set(reference, found);
    return found;
  }

  /** First in the namespace that is named, or in the own model and what is part of it, then in any. */
  private search(kind: Kind, own: DmnModel, { namespace, id }: Reference): object | undefined {
    const of = (model: DmnModel) => this.byId.get(`${kind}#${model.namespace}#${id}`);
    if (namespace !== null && this.model(namespace)) return this.byId.get(`${kind}#${namespace}#${id}`);
    for (const model of namespace === null ? this.scopeOf(own) : this.models.filter((each) => each !== own)) {
      const found = of(model);
      if (found) return found;
    }
    return namespace === null ? this.byId.get(`${kind}#${id}`) : of(own);
  }

  /** Of several elements of one name in models that have become one, the first. */
  private visible(kind: Kind, element: object | undefined): object | undefined {
    if (!element) return undefined;
    const own = this.modelOf(element);
    const scope = this.models
      .map((model) => this.scopeOf(model))
      .filter((models) => models.length > 1 && models.includes(own))
      .reduce((longest, models) => (models.length > longest.length ? models : longest), [own]);
    const { name } = element as { name: string };
    for (const model of scope) {
      const first = (model[kind] as { name: string }[]).find((each) => each.name === name);
      if (first) return first;
    }
    return element;
  }
}
