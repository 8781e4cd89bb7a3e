import { feelFunction, functionOf } from '@zusteuerung/feel';
import type { FeelContext, FeelValue } from '@zusteuerung/feel';
import { compileFunction, compileLogic } from './compile-logic.js';
import { asValue, copied, setName } from './env.js';
import type { Code, Env, Value } from './env.js';
import { explainOther } from './explain.js';
import { given } from './given.js';
import { Types, typed } from './item-types.js';
import { Links } from './links.js';
import { namesIn } from './names-in.js';
import { bind, needsOf } from './needs.js';
import type { Needs } from './needs.js';
import { cyclic, missingDecision, refusedPart } from './problems.js';
import type {
  Decision,
  DecisionService,
  DmnModel,
  FunctionLogic,
  InputData,
  KnowledgeModel,
} from './types.js';

/** One run through a graph: each decision is evaluated once. A call of a service is a run of its own. */
interface Frame {
  env: Env;
  input: FeelContext;
  /** the input comes from outside, where dates are text */
  border: boolean;
  results: Map<Decision, Value>;
  inputs: Map<InputData, Value>;
  open: Decision[];
}

interface Compiled {
  code: Code;
  needs: Needs;
}

/** Models compiled together; decisions are compiled when they are first needed. */
export class Program {
  private readonly links: Links;
  private readonly types = new Map<DmnModel, Types>();
  private readonly decisions = new Map<Decision, Compiled>();
  private readonly knowledge = new Map<KnowledgeModel, Compiled>();

  constructor(models: DmnModel[]) {
    this.links = new Links(models);
  }

  /** Evaluates a decision, or calls a service or knowledge model with the input as its arguments. */
  run(env: Env, id: string, input: FeelContext): Value {
    const frame = frameOf(env, input, true);
    const reference = { namespace: null, id };
    const decision = this.links.decision(null, reference);
    if (decision) return this.valueOf(frame, decision);
    const service = this.links.service(null, reference);
    if (service) return this.callService(env, service, (name) => given(input, name), true);
    const knowledge = this.links.knowledge(null, reference);
    if (!knowledge) return env.problem(missingDecision(id, undefined));
    const called = functionOf(this.callable(env, knowledge));
    const args = called?.parameters.map((name) => given(input, name) as FeelValue);
    return called && args ? called.call(env.session, args, knowledge.name) : null;
  }

  private valueOf(frame: Frame, decision: Decision): Value {
    const done = frame.results.get(decision);
    if (done !== undefined) return done;
    const { env, open } = frame;
    if (open.includes(decision)) return env.problem(cyclic([...open, decision].map(({ id }) => id)));
    open.push(decision);
    const { code, needs } = this.compiled(decision);
    const context = this.contextOf(frame, needs);
    const before = env.deciding;
    env.deciding = decision.id;
    const value = code(env, context);
    env.deciding = before;
    const { logic } = decision;
    if (env.detail !== 'none' && logic && logic.kind !== 'table')
      explainOther(env, decision, namesIn(decision), context, value);
    open.pop();
    frame.results.set(decision, value);
    return value;
  }

  /** The variables, and what the decision requires: a result under variable name, id and name. */
  private contextOf(frame: Frame, { inputs, decisions, knowledge }: Needs): FeelContext {
    const context = copied(frame.input);
    for (const need of inputs) bind(context, need, this.inputOf(frame, need));
    for (const need of decisions) {
      if (need.target) bind(context, need, this.valueOf(frame, need.target));
      else setName(context, need.id, frame.env.problem(missingDecision(need.id, need.from)));
    }
    this.bindKnowledge(frame.env, context, knowledge);
    return context;
  }

  private bindKnowledge(env: Env, context: FeelContext, knowledge: Needs['knowledge']): void {
    for (const need of knowledge) {
      if (need.target) bind(context, need, this.callable(env, need.target));
      else env.problem(missingDecision(need.id, need.from));
    }
  }

  private inputOf(frame: Frame, { target: data, type, givenAs }: Needs['inputs'][number]): Value {
    const known = frame.inputs.get(data);
    if (known !== undefined) return known;
    const { input, env, border } = frame;
    const found = givenAs.map((name) => given(input, name)).find((one) => one !== null) ?? null;
    const value = typed(env, type, found, data.id, border);
    frame.inputs.set(data, value);
    return value;
  }

  private compiled(decision: Decision): Compiled {
    const known = this.decisions.get(decision);
    if (known) return known;
    const { logic, refused } = decision;
    const types = this.typesFor(decision);
    const type = types.named(decision.type);
    const { inputs, decisions, knowledge } = decision.requirements;
    const undeclared = inputs.length + decisions.length + knowledge.length === 0;
    const inner = logic && compileLogic(logic, { owner: decision, types, undeclared });
    const code: Code = inner
      ? (env, context) => typed(env, type, inner(env, context), decision.id)
      : (env) =>
          refused ? env.problem(refusedPart({ ...refused, elementId: decision.id }, decision)) : null;
    const made = { code, needs: this.needsOf(decision) };
    this.decisions.set(decision, made);
    return made;
  }

  private needsOf(owner: Decision | KnowledgeModel): Needs {
    return needsOf(this.links, owner, (data) => this.typesFor(data).named(data.type));
  }

  private callable(env: Env, found: KnowledgeModel | DecisionService): Value {
    const known = env.functions.get(found);
    if (known !== undefined) return known;
    return 'outputs' in found ? this.serviceFunction(env, found) : this.knowledgeFunction(env, found);
  }

  private serviceFunction(env: Env, service: DecisionService): Value {
    const names = this.links.parameters(service);
    const made = feelFunction(
      names,
      (_session, args) =>
        this.callService(env, service, (name) => args[names.indexOf(name)] ?? null, false) as FeelValue,
    );
    env.functions.set(service, made);
    return made;
  }

  /** A knowledge model sees its parameters and the functions that it requires, also itself. */
  private knowledgeFunction(env: Env, found: KnowledgeModel): Value {
    const { logic, refused } = found;
    const owner = { ...found, version: null };
    if (logic?.kind !== 'function') return refused ? env.problem(refusedPart(refused, owner)) : null;
    const context: FeelContext = {};
    const { code, needs } = this.functionCode(found, logic);
    const made = code(env, context);
    env.functions.set(found, made);
    setName(context, found.variable, made);
    this.bindKnowledge(env, context, needs.knowledge);
    return made;
  }

  private functionCode(found: KnowledgeModel, logic: FunctionLogic): Compiled {
    const known = this.knowledge.get(found);
    if (known) return known;
    const types = this.typesFor(found);
    const result = types.answer(found.type) ?? types.answer(logic.type);
    const code = compileFunction(logic, { owner: { ...found, version: null }, types }, result);
    const made = { code, needs: this.needsOf(found) };
    this.knowledge.set(found, made);
    return made;
  }

  private callService(
    env: Env,
    service: DecisionService,
    argument: (name: string) => Value,
    border: boolean,
  ): Value {
    const input: FeelContext = {};
    const frame = frameOf(env, input, border);
    let refused = false;
    const received = (target: InputData | Decision): Value => {
      const value = argument(this.links.parameter(service, target));
      const type = this.typesFor(target).named(target.type);
      const converted = typed(env, type, value, target.id, border);
      refused ||= converted === null && value !== null;
      return converted;
    };
    for (const data of this.links.serviceInputs(service)) {
      frame.inputs.set(data, received(data));
      setName(input, data.name, frame.inputs.get(data) ?? null);
    }
    for (const decision of this.links.all(service, service.inputDecisions))
      frame.results.set(decision, received(decision));
    if (refused && !border) return null;
    const outputs = this.links.all(service, service.outputs);
    const values = outputs.map((decision) => this.valueOf(frame, decision));
    const [only] = values;
    const type = this.typesFor(service).answer(service.type);
    if (outputs.length === 1 && only !== undefined) return typed(env, type, only, service.id);
    const result: FeelContext = {};
    for (const [i, { variable }] of outputs.entries()) setName(result, variable, values[i] ?? null);
    return typed(env, type, asValue(result), service.id);
  }

  private typesFor(element: object): Types {
    return this.typesIn(this.links.modelOf(element));
  }

  private typesIn(model: DmnModel): Types {
    const known = this.types.get(model);
    if (known) return known;
    const made = new Types(model, (other) => this.typesIn(other), this.links);
    this.types.set(model, made);
    return made;
  }
}

function frameOf(env: Env, input: FeelContext, border: boolean): Frame {
  return { env, input, border, results: new Map(), inputs: new Map(), open: [] };
}
