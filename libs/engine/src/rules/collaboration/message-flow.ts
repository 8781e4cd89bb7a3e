import type { BpmnModel, FlowNode, MessageFlow } from '@zusteuerung/bpmn';
import { definitionsOf, isActivity, isCatching, isThrowing } from '../nodes.js';
import { allNodes } from '../nodes.js';
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
      const poolOf = pools(model);
      const running = new Set(model.processes.filter(({ executable }) => executable).map(({ id }) => id));
      for (const flow of model.messageFlows) {
        const { source, target } = endsOf(flow, model);
        const [from, to] = [poolOf(flow.source), poolOf(flow.target)];
        if (from !== null && from === to) report('MESSAGE_FLOW_INSIDE_POOL', flow);
        for (const [node, may] of [[source, maySend(source)] as const, [target, mayReceive(target)] as const])
          if (node && !may) report('MESSAGE_FLOW_END', flow, { node: node.name ?? node.id });
        const names = messages(flow, source, target);
        if (names.length > 1) report('MESSAGE_FLOW_NAME', flow, { messages: names.join(', ') });
        if (from === to || !running.has(from ?? '') || !running.has(to ?? '')) continue;
        const silent = silentEnd(source, target);
        if (silent) report('MESSAGE_FLOW_SILENT', flow, silent);
      }
    }
  },
});

/** Which pool an end belongs to: its process, or, without one, the pool itself. */
function pools({ processes, participants }: BpmnModel): (end: string) => string | null {
  const byNode = new Map(processes.flatMap((process) => allNodes(process).map(({ id }) => [id, process.id])));
  const byPool = new Map(participants.map(({ id, process }) => [id, process ?? id]));
  return (end) => byPool.get(end) ?? byNode.get(end) ?? null;
}

function endsOf(flow: MessageFlow, model: BpmnModel): { source?: FlowNode; target?: FlowNode } {
  const nodes = model.processes.flatMap(allNodes);
  const [source, target] = [flow.source, flow.target].map((id) => nodes.find((node) => node.id === id));
  return { ...(source ? { source } : {}), ...(target ? { target } : {}) };
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
    return { node: source.name ?? source.id, what: { de: 'sendet nichts', en: 'sends nothing' } };
  const hears = target && (target.content ?? definitionsOf(target, 'message')[0]);
  if (target && !hears && target.type !== 'receiveTask' && target.type !== 'callActivity')
    return { node: target.name ?? target.id, what: { de: 'empfängt nichts', en: 'receives nothing' } };
  return null;
}
