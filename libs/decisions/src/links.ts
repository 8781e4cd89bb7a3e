import type { Decision, DecisionService, DmnModel, InputData, KnowledgeModel, Reference } from './types.js';

type Kind = 'decisions' | 'knowledge' | 'services' | 'inputData';

/** Which element a reference means, among models that are deployed together. */
export class Links {
  private readonly models: DmnModel[];
  private readonly owners = new Map<object, DmnModel>();
  private readonly byId = new Map<string, object>();

  constructor(models: DmnModel[]) {
    this.models = models;
    for (const model of models)
      for (const kind of ['decisions', 'knowledge', 'services', 'inputData'] as const)
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
    return [...this.serviceInputs(service).map(({ name }) => name), ...decisions.map((d) => d.variable)];
  }

  modelOf(element: object): DmnModel {
    const model = this.owners.get(element);
    if (!model) throw new Error('the element belongs to none of the models');
    return model;
  }

  model(namespace: string): DmnModel | undefined {
    return this.models.find((model) => model.namespace === namespace);
  }

  /** The name of the import that an element of another model is seen by; null without an import. */
  prefix(from: object, element: object): string | null {
    const [own, other] = [this.modelOf(from), this.modelOf(element)];
    if (own === other) return null;
    return own.imports.find(({ namespace }) => namespace === other.namespace)?.name || null;
  }

  /** First in the namespace that is named, then in the own model, then in any. */
  private find(kind: Kind, from: object | null, { namespace, id }: Reference): object | undefined {
    const own = namespace ?? (from ? this.modelOf(from).namespace : null);
    const exact = own === null ? undefined : this.byId.get(`${kind}#${own}#${id}`);
    return exact ?? this.byId.get(`${kind}#${id}`);
  }
}
