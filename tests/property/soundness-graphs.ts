import fc from 'fast-check';

/**
 * What random graphs are made of: `E`, an end; `T`, one that terminates; `S`, a sub-process with a graph inside; `each`, a
 * task for each item; `hear` and `tell`, the catching and the throwing of a signal.
 */
const kinds = [
  'task',
  'userTask',
  'userTask',
  'exclusiveGateway',
  'exclusiveGateway',
  'parallelGateway',
  'parallelGateway',
  'inclusiveGateway',
  'catch',
  'E',
  'E',
  'T',
  'error',
  'S',
  'each',
  'hear',
  'tell',
  'escalation',
  'S',
] as const;

export interface Graph {
  nodes: (typeof kinds)[number][];
  edges: [number, number][];
  /** boundary events: at which node, interrupting, leading where */
  boundaries: [number, boolean, number][];
  inner: Graph | null;
  /** a task in an event sub-process that a timer starts, interrupting or not */
  beside: boolean | null;
}

/** Random graphs, sound or not: every node can be come to and left, most edges lead forward. */
export const graphs: fc.Arbitrary<Graph> = graphOf(9, graphOf(4, fc.constant(null)));

function graphOf(size: number, inner: fc.Arbitrary<Graph | null>): fc.Arbitrary<Graph> {
  return fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: size }).chain((chosen) => {
    const nodes: Graph['nodes'] = [...chosen, 'E'];
    const last = nodes.length - 1;
    const node = fc.nat(last);
    const links = nodes.flatMap((kind, index) => [
      ...(index > 0 ? [fc.nat(index - 1).map((from): [number, number] => [from, index])] : []),
      ...(index < last && !ends(kind)
        ? [fc.integer({ min: index + 1, max: last }).map((to): [number, number] => [index, to])]
        : []),
    ]);
    return fc.record({
      nodes: fc.constant(nodes),
      edges: fc
        .tuple(fc.tuple(...links), fc.array(fc.tuple(node, node), { maxLength: 2 }))
        .map(([some, more]) => unique([...some, ...more])),
      boundaries: fc.array(fc.tuple(node, fc.boolean(), node), { maxLength: 2 }),
      inner,
      beside: fc.constantFrom(null, null, null, true, false),
    });
  });
}

function ends(kind: Graph['nodes'][number]): boolean {
  return ['E', 'T', 'error'].includes(kind);
}

function unique(edges: [number, number][]): [number, number][] {
  return [...new Map(edges.map((edge) => [edge.join(), edge])).values()];
}

/** Writes a graph as an executable process `P`. */
export function graphToBpmn(graph: Graph): string {
  return `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="D" targetNamespace="t"><bpmn:error id="E1" name="E1" errorCode="E1" /><bpmn:signal id="S1" name="s" /><bpmn:escalation id="K1" name="K1" escalationCode="K1" /><bpmn:process id="P" isExecutable="true">${content(graph, 'N')}</bpmn:process></bpmn:definitions>`;
}

const timer =
  '<bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>';

const escalation = '<bpmn:escalationEventDefinition escalationRef="K1" />';
const signal = '<bpmn:signalEventDefinition signalRef="S1" />';
const each =
  '<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=list" inputElement="x" /></bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>';

function content({ nodes, edges, boundaries, inner, beside }: Graph, prefix: string): string {
  const ids = nodes.map((_, index) => `${prefix}${index}`);
  const drawn = nodes.map((kind, index) => draw(kind, ids[index]!, inner));
  const leaves = (index: number) => !ends(nodes[index]!);
  const isActivity = (index: number) => /ask$|^S$|^each$/.test(nodes[index]!);
  const attached = boundaries.filter(([at]) => isActivity(at));
  const events = attached.map(([at, interrupting], index) => {
    const thrown = interrupting ? '<bpmn:errorEventDefinition errorRef="E1" />' : escalation;
    const definition = nodes[at] === 'S' && index === 0 ? thrown : timer;
    return `<bpmn:boundaryEvent id="${prefix}B${index}" attachedToRef="${ids[at]}" cancelActivity="${interrupting}">${definition}</bpmn:boundaryEvent>`;
  });
  const flows = [
    [`${prefix}Start`, ids[0]!],
    ...edges.filter(([from]) => leaves(from)).map(([from, to]) => [ids[from]!, ids[to]!]),
    ...attached.map(([, , to], index) => [`${prefix}B${index}`, ids[to]!]),
  ].map(([from, to], index) => flow(`${prefix}F${index}`, from!, to!, index % 4 === 1));
  return `<bpmn:startEvent id="${prefix}Start" />${drawn.join('')}${events.join('')}${flows.join('')}${eventSubProcess(prefix, beside)}`;
}

function eventSubProcess(prefix: string, interrupting: boolean | null): string {
  if (interrupting === null) return '';
  const id = `${prefix}Q`;
  return `<bpmn:subProcess id="${id}" triggeredByEvent="true"><bpmn:startEvent id="${id}S" isInterrupting="${interrupting}">${timer}</bpmn:startEvent><bpmn:userTask id="${id}A" /><bpmn:endEvent id="${id}E" />${flow(`${id}1`, `${id}S`, `${id}A`, false)}${flow(`${id}2`, `${id}A`, `${id}E`, false)}</bpmn:subProcess>`;
}

function flow(id: string, from: string, to: string, conditional: boolean): string {
  const condition = conditional ? '<bpmn:conditionExpression>=n &lt; 2</bpmn:conditionExpression>' : '';
  return `<bpmn:sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}">${condition}</bpmn:sequenceFlow>`;
}

function draw(kind: Graph['nodes'][number], id: string, inner: Graph | null): string {
  switch (kind) {
    case 'E':
      return `<bpmn:endEvent id="${id}" />`;
    case 'T':
      return `<bpmn:endEvent id="${id}"><bpmn:terminateEventDefinition /></bpmn:endEvent>`;
    case 'error':
      return `<bpmn:endEvent id="${id}"><bpmn:errorEventDefinition errorRef="E1" /></bpmn:endEvent>`;
    case 'catch':
      return `<bpmn:intermediateCatchEvent id="${id}">${timer}</bpmn:intermediateCatchEvent>`;
    case 'S':
      return inner
        ? `<bpmn:subProcess id="${id}">${content(inner, `${id}x`)}</bpmn:subProcess>`
        : `<bpmn:userTask id="${id}" />`;
    case 'each':
      return `<bpmn:userTask id="${id}">${each}</bpmn:userTask>`;
    case 'hear':
      return `<bpmn:intermediateCatchEvent id="${id}">${signal}</bpmn:intermediateCatchEvent>`;
    case 'tell':
      return `<bpmn:intermediateThrowEvent id="${id}">${signal}</bpmn:intermediateThrowEvent>`;
    case 'escalation':
      return `<bpmn:intermediateThrowEvent id="${id}">${escalation}</bpmn:intermediateThrowEvent>`;
    default:
      return `<bpmn:${kind} id="${id}" />`;
  }
}
