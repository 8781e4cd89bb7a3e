import type { BpmnModel, FlowNode, MessageFlow } from '@zusteuerung/bpmn';
import { called } from '../../compile/words.js';
import { allNodes, definitionsOf, isActivity, isCatching, isThrowing } from '../nodes.js';
import { rule } from '../rule.js';

/** Message flows lead from pool to pool, from what sends to what receives, and both mean the same message (BPMN 9.4). */
export const messageFlow = rule({
  codes: {
    MESSAGE_FLOW_INSIDE_POOL: {
      severity: 'error',
      at: 'message flow',
      de: 'Der Nachrichtenfluss „{name}“ bleibt in einem Pool; er verbindet nur verschiedene.',
      en: 'The message flow "{name}" stays in one pool; it connects different ones only.',
      fix: { de: 'Einen Sequenzfluss verwenden.', en: 'Use a sequence flow.' },
    },
    MESSAGE_FLOW_END: {
      severity: 'warning',
      at: 'message flow',
      de: 'Der Nachrichtenfluss „{name}“ hängt an „{node}“; von dort geht keine Nachricht aus und dort kommt keine an.',
      en: 'The message flow "{name}" is connected to "{node}", where no message leaves or arrives.',
      fix: {
        de: 'An eine Aktivität oder ein passendes Nachrichtenereignis anschließen.',
        en: 'Connect it to an activity or a message event of the right kind.',
      },
    },
    MESSAGE_FLOW_SILENT: {
      severity: 'warning',
      at: 'message flow between two executable pools',
      de: 'Der Nachrichtenfluss „{name}“ wird nicht ausgeführt: „{node}“ {what}.',
      en: 'The message flow "{name}" is not executed: "{node}" {what}.',
      fix: {
        de: 'Sendeaufgabe oder auslösendes Nachrichtenereignis und Empfangsaufgabe oder eintretendes Nachrichtenereignis verwenden.',
        en: 'Use a send task or throwing message event, and a receive task or catching message event.',
      },
    },
    MESSAGE_FLOW_NAME: {
      severity: 'warning',
      at: 'message flow',
      de: 'Die Enden des Nachrichtenflusses „{name}“ meinen verschiedene Nachrichten: {messages}.',
      en: 'The ends of the message flow "{name}" mean different messages: {messages}.',
      fix: { de: 'Überall dieselbe Nachricht auswählen.', en: 'Choose the same message everywhere.' },
    },
  },
  deployment({ models }, report) {
    for (const model of models) {
      const ends = endsIn(model);
      const running = new Set(model.processes.filter(({ executable }) => executable).map(({ id }) => id));
      for (const flow of model.messageFlows) {
        const [from, to] = [ends(flow.source), ends(flow.target)];
        const inside = from.pool !== null && from.pool === to.pool;
        if (inside) report('MESSAGE_FLOW_INSIDE_POOL', flow);
        const wrong = maySend(from.node) ? (mayReceive(to.node) ? undefined : to.node) : from.node;
        if (wrong) report('MESSAGE_FLOW_END', flow, { node: called(wrong) });
        const names = messages(flow, from.node, to.node);
        if (names.length > 1) report('MESSAGE_FLOW_NAME', flow, { messages: names.join(', ') });
        const runs = running.has(from.pool ?? '') && running.has(to.pool ?? '');
        const silent = runs && !inside && !wrong ? silentEnd(from.node, to.node) : null;
        if (silent) report('MESSAGE_FLOW_SILENT', flow, silent);
      }
    }
  },
});

/** An end of a message flow: its process (a pool without one: the pool itself), and the node unless it is a pool. */
interface End {
  pool: string | null;
  node?: FlowNode;
}

function endsIn({ processes, participants, messageFlows }: BpmnModel): (id: string) => End {
  const ends = new Map<string, End>();
  if (messageFlows.length === 0) return () => ({ pool: null });
  for (const process of processes)
    for (const node of allNodes(process)) ends.set(node.id, { pool: process.id, node });
  for (const { id, process } of participants) ends.set(id, { pool: process ?? id });
  return (id) => ends.get(id) ?? { pool: null };
}

function maySend(node: FlowNode | undefined): boolean {
  if (!node || isActivity(node)) return true;
  return isThrowing(node) && definitionsOf(node, 'message').length > 0;
}

function mayReceive(node: FlowNode | undefined): boolean {
  if (!node || isActivity(node)) return true;
  return isCatching(node) && definitionsOf(node, 'message').length > 0;
}

function messages(flow: MessageFlow, ...ends: (FlowNode | undefined)[]): string[] {
  const named = ends.flatMap((node) => (node ? [node.message, ...definitionsOf(node, 'message')] : []));
  const all = [flow.message, ...named.map((message) => message?.name)];
  return [...new Set(all.flatMap((name) => (name && !name.startsWith('=') ? [name] : [])))];
}

/** Sub-processes and jobs may send and receive on their own account; plain tasks never do. */
function silentEnd(
  source?: FlowNode,
  target?: FlowNode,
): { node: string; what: { de: string; en: string } } | null {
  const speaks =
    source && (source.content ?? source.extensions.taskDefinition ?? definitionsOf(source, 'message')[0]);
  if (source && !speaks && source.type !== 'sendTask' && source.type !== 'callActivity')
    return { node: called(source), what: { de: 'sendet nichts', en: 'sends nothing' } };
  const hears = target && (target.content ?? definitionsOf(target, 'message')[0]);
  if (target && !hears && target.type !== 'receiveTask' && target.type !== 'callActivity')
    return { node: called(target), what: { de: 'empfängt nichts', en: 'receives nothing' } };
  return null;
}
