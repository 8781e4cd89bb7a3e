import type { FlowDefinition, NodeDefinition } from '../definition.js';
import type { Token } from '../state.js';
import { recordCompensation } from './compensation.js';
import { aBoolean, asked, evaluateAs } from './evaluate.js';
import { raiseIncident } from './incidents.js';
import { emit, nodeOf, scopeDefinition, scopeOf } from './run.js';
import type { Oracle, Run } from './run.js';
import { consume } from './ending.js';
import { addToken, enqueue } from './tokens.js';

/** Ends the element a token stands at and moves the token on, split when several flows are taken. */
export function leave(run: Run, token: Token): void {
  const node = nodeOf(run, token);
  const flows = node.outgoing.length === 0 ? [] : select(run, token, node);
  if (!flows) return;
  emit(run, 'elementCompleted', token);
  if (node.isActivity) recordCompensation(run, token);
  delete token.variables;
  delete token.via;
  if (scopeOf(run, token).adHoc?.done) {
    consume(run, token);
    return;
  }
  const { completionQuantity } = node.source;
  follow(run, token, completionQuantity === 1 ? flows : times(completionQuantity, flows));
}

/** Moves a token on from where it stands, as if the element were done. */
export function depart(run: Run, token: Token): void {
  const node = nodeOf(run, token);
  const flows = node.outgoing.length === 0 ? [] : select(run, token, node);
  if (flows) follow(run, token, flows);
}

function times(count: number, flows: FlowDefinition[]): FlowDefinition[] {
  return Array.from({ length: count }, () => flows).flat();
}

/** Moves a token along flows of its node; without flows it ends. */
export function follow(run: Run, token: Token, flows: FlowDefinition[]): void {
  const scope = scopeOf(run, token);
  const { machine } = scopeDefinition(run.definition, scope);
  const from = token.at;
  flows.forEach((flow, index) => {
    const target = machine.take(from, flow.id);
    run.events.push({ type: 'flowTaken', elementId: flow.id, key: token.key });
    const mover = index === 0 ? token : addToken(run, scope, target, 'entering');
    mover.at = target;
    mover.via = flow.id;
    if (index === 0) enqueue(run, token, 'entering');
  });
  if (flows.length === 0) consume(run, token);
}

/** The flows to take; undefined: none could be determined and the token has an incident. */
function select(run: Run, token: Token, node: NodeDefinition): FlowDefinition[] | undefined {
  if (node.behaviour.leaving === 'all') return node.outgoing;
  if (run.oracle) return openChoice(run, token, run.oracle);
  const chosen =
    node.behaviour.leaving === 'choose' ? chooseOne(run, token, node) : chooseAll(run, token, node);
  if (token.incident) return undefined;
  if (chosen.length > 0) return chosen;
  const message = {
    de: `Keine Bedingung an den Ausgängen von „${node.name ?? node.id}“ trifft zu, und es gibt keinen Standardfluss.`,
    en: `No condition on the flows leaving "${node.name ?? node.id}" holds, and there is no default flow.`,
  };
  const conditions = node.outgoing.flatMap(({ condition }) => condition ?? []);
  raiseIncident(run, token, { code: 'NO_MATCHING_FLOW', message }, asked(run, token, conditions));
  return undefined;
}

/** Data left open: an exclusive choice takes any one flow, an inclusive one any of them with all unconditional ones. */
function openChoice(run: Run, token: Token, oracle: Oracle): FlowDefinition[] {
  const node = nodeOf(run, token);
  const { outgoing, defaultFlow } = node;
  if (outgoing.length === 1) return outgoing;
  if (node.behaviour.leaving === 'choose')
    return outgoing.slice(...one(oracle.choose(outgoing.length, node.id)));
  const always = outgoing.filter((flow) => flow !== defaultFlow && !flow.condition);
  const open = outgoing.filter((flow) => flow !== defaultFlow && flow.condition);
  if (open.length === 0) return always.length > 0 ? always : outgoing;
  const taken = open.filter((flow) => holds(run, token, node, flow));
  if (taken.length + always.length > 0) return [...always, ...taken];
  return defaultFlow ? [defaultFlow] : outgoing.slice(0, 1);
}

const one = (index: number): [number, number] => [index, index + 1];

function chooseOne(run: Run, token: Token, node: NodeDefinition): FlowDefinition[] {
  const { machine } = scopeDefinition(run.definition, scopeOf(run, token));
  const choice = machine.choose(node.id, (id) => {
    const flow = node.outgoing.find((candidate) => candidate.id === id);
    return flow !== undefined && holds(run, token, node, flow);
  });
  return node.outgoing.filter((flow) => flow.id === choice?.flow);
}

/** The flows with a condition of their own that holds now. */
export function openFlows(run: Run, token: Token): FlowDefinition[] {
  const node = nodeOf(run, token);
  const conditional = node.outgoing.filter((flow) => flow.condition && flow !== node.defaultFlow);
  return conditional.filter((flow) => holds(run, token, node, flow));
}

function chooseAll(run: Run, token: Token, node: NodeDefinition): FlowDefinition[] {
  const conditional = node.outgoing.filter((flow) => flow !== node.defaultFlow);
  const holding = conditional.filter((flow) => holds(run, token, node, flow));
  return holding.length === 0 && node.defaultFlow ? [node.defaultFlow] : holding;
}

/** After a failed condition nothing holds, so that no later flow is taken in its place. */
function holds(run: Run, token: Token, node: NodeDefinition, flow: FlowDefinition): boolean {
  if (token.incident) return false;
  if (flow === node.defaultFlow || !flow.condition) return true;
  return evaluateAs(run, token, flow.condition, aBoolean, { element: flow.id }) ?? false;
}
