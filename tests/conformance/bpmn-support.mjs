// docs/bpmn-support.md: which elements at which positions the golden cases in tests/conformance reach.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Positions of events, as in the standard's table of events (BPMN 2.0.2, table 10.93). */
export const positions = [
  'start',
  'start in event sub-process, interrupting',
  'start in event sub-process, non-interrupting',
  'intermediate catch',
  'intermediate throw',
  'boundary, interrupting',
  'boundary, non-interrupting',
  'end',
];

/** Which event definitions the standard allows at which positions, by their index above. */
export const allowed = {
  none: [0, 4, 7],
  message: [0, 1, 2, 3, 4, 5, 6, 7],
  timer: [0, 1, 2, 3, 5, 6],
  error: [1, 5, 7],
  escalation: [1, 2, 4, 5, 6, 7],
  signal: [0, 1, 2, 3, 4, 5, 6, 7],
  conditional: [0, 1, 2, 3, 5, 6],
  link: [3, 4],
  compensation: [1, 4, 5, 7],
  cancel: [5, 7],
  terminate: [7],
  multiple: [0, 1, 2, 3, 4, 5, 6, 7],
  'parallel multiple': [0, 1, 2, 3, 5, 6],
};

const activities = [
  'task',
  'manualTask',
  'userTask',
  'serviceTask',
  'sendTask',
  'receiveTask',
  'scriptTask',
  'businessRuleTask',
  'callActivity',
  'subProcess',
  'event sub-process',
  'transaction',
  'adHocSubProcess',
];
const markers = [
  'plain',
  'loop',
  'sequential multi-instance',
  'parallel multi-instance',
  'compensation handler',
];
const gateways = [
  'exclusiveGateway',
  'inclusiveGateway',
  'parallelGateway',
  'eventBasedGateway',
  'complexGateway',
];
const roles = ['split', 'join', 'split and join'];

/** Reads all golden cases, runs them, and counts in how many of them each element at each position was at work. */
export async function countSupport(folder, { readBpmn, readDmn, runScenario }) {
  const counts = new Map();
  let cases = 0;
  for (const { scenario, models, decisions } of await readCases(folder, { readBpmn, readDmn })) {
    cases += 1;
    const { trace } = runScenario(scenario, { models, decisions });
    const active = new Set(
      trace.filter(({ type }) => type === 'activated').map(({ elementId }) => elementId),
    );
    for (const place of new Set(models.flatMap((model) => placesOf(model, active))))
      counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return { cases, counts };
}

async function readCases(folder, { readBpmn, readDmn }) {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = folders.flatMap(({ name }) =>
    readdirSync(join(folder, name))
      .filter((file) => file.endsWith('.szenario.json'))
      .map((file) => ({ directory: join(folder, name), file })),
  );
  return Promise.all(
    files.map(async ({ directory, file }) => {
      const scenario = JSON.parse(readFileSync(join(directory, file), 'utf8'));
      const read = (end, reader) =>
        Promise.all(
          scenario.models
            .filter((path) => path.endsWith(end))
            .map(async (path) => (await reader(readFileSync(join(directory, path), 'utf8'))).model),
        );
      return { scenario, models: await read('.bpmn', readBpmn), decisions: await read('.dmn', readDmn) };
    }),
  );
}

/** The places in the tables below that a model takes in a run. */
function placesOf(model, active) {
  const found = [];
  const visit = (container, parent) => {
    for (const node of container.nodes) {
      if (active.has(node.id) || active.has(node.compensationHandler))
        found.push(...placesOfNode(node, parent));
      if (node.content) visit(node.content, node);
    }
  };
  for (const process of model.processes) visit(process, null);
  if (model.processes.some(({ lanes }) => lanes.some((lane) => lane.nodes.some((node) => active.has(node)))))
    found.push('other/lanes');
  if (model.messageFlows.length > 0) found.push('other/message flows');
  return found;
}

function placesOfNode(node, parent) {
  if (/Event$/.test(node.type)) return [`${kindOf(node)}/${positionOf(node, parent)}`];
  if (/Gateway$/.test(node.type))
    return [`${node.type}/${roleOf(node)}`, ...(node.instantiate ? ['other/instantiating'] : [])];
  const type = node.triggeredByEvent ? 'event sub-process' : node.type;
  const others = [
    node.instantiate && 'other/instantiating',
    (node.startQuantity > 1 || node.completionQuantity > 1) && 'other/start and completion quantity',
    node.dataInputs.length + node.dataOutputs.length > 0 && 'other/data associations',
    (node.data.length > 0 || (node.content?.data.length ?? 0) > 0) && 'other/data objects and properties',
    node.loop?.kind === 'multiInstance' &&
      node.loop.behavior !== 'All' &&
      `other/multi-instance behaviour ${node.loop.behavior}`,
  ];
  return [`${type}/${markerOf(node)}`, ...others.filter(Boolean)];
}

function kindOf({ definitions, parallelMultiple }) {
  if (definitions.length > 1) return parallelMultiple ? 'parallel multiple' : 'multiple';
  const kind = definitions[0]?.kind ?? 'none';
  return kind === 'compensate' ? 'compensation' : kind;
}

function positionOf({ type, interrupting }, parent) {
  if (type === 'startEvent') {
    if (!parent?.triggeredByEvent) return positions[0];
    return positions[interrupting ? 1 : 2];
  }
  if (type === 'intermediateCatchEvent') return positions[3];
  if (type === 'intermediateThrowEvent') return positions[4];
  if (type === 'boundaryEvent') return positions[interrupting ? 5 : 6];
  return positions[7];
}

function markerOf({ loop, isForCompensation }) {
  if (isForCompensation) return markers[4];
  if (!loop) return markers[0];
  if (loop.kind === 'standardLoop') return markers[1];
  return markers[loop.sequential ? 2 : 3];
}

function roleOf({ incoming, outgoing }) {
  if (incoming.length > 1 && outgoing.length > 1) return roles[2];
  return incoming.length > 1 ? roles[1] : roles[0];
}

/** The document. */
export function supportDocument({ cases, counts }) {
  const cell = (row, column) => String(counts.get(`${row}/${column}`) ?? 0);
  const events = Object.entries(allowed).map(([kind, at]) => [
    kind,
    ...positions.map((position, index) => (at.includes(index) ? cell(kind, position) : '–')),
  ]);
  const others = [...counts.keys()].filter((place) => place.startsWith('other/')).sort();
  return `# BPMN support

Written by \`npm run docs\` from the golden cases in \`tests/conformance\`: a number says in how many of the ${cases} cases the
element was at work at this position, – that the standard has no such element. Anything that is not in these tables is
refused when a model is checked or deployed, with the element and the reason.

## Events

${table(['', ...positions], events)}

## Activities

${table(
  ['', ...markers],
  activities.map((activity) => [activity, ...markers.map((marker) => cell(activity, marker))]),
)}

## Gateways

${table(
  ['', ...roles],
  gateways.map((gateway) => [gateway, ...roles.map((role) => cell(gateway, role))]),
)}

## Everything else

${table(
  ['', 'cases'],
  others.map((place) => [place.replace('other/', ''), String(counts.get(place))]),
)}
`;
}

/** A Markdown table with aligned columns, as prettier writes it. */
function table(head, rows) {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => row[column].length)));
  const line = (row) =>
    `| ${row.map((text, column) => (column === 0 ? text.padEnd(widths[column]) : text.padStart(widths[column]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(head), rule, ...rows.map(line)].join('\n');
}
