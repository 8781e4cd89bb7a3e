// The models of the engine benchmark, generated, in the expression language of the engine that is to run them.

/** What differs between the dialects: how a job, a script and a condition are written. */
const dialects = {
  /** FEEL and zeebe extensions: ours */
  feel: {
    job: '<bpmn:extensionElements><zeebe:taskDefinition type="dienst" /></bpmn:extensionElements>',
    user: '<bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements>',
    counting:
      '<bpmn:scriptTask id="Zaehlen"><bpmn:extensionElements><zeebe:script expression="=n + 1" resultVariable="n" /></bpmn:extensionElements></bpmn:scriptTask>',
    less: (limit) => `=n &lt; ${limit}`,
    truth: { true: '=true', false: '=false' },
    count: (number) => `=${number}`,
  },
  /** JavaScript: bpmn-engine */
  js: {
    job: '',
    user: '',
    counting:
      '<bpmn:scriptTask id="Zaehlen" scriptFormat="javascript"><bpmn:script>environment.variables.n += 1; next();</bpmn:script></bpmn:scriptTask>',
    less: (limit) => `next(null, environment.variables.n &lt; ${limit})`,
    truth: { true: 'next(null, true)', false: 'next(null, false)' },
    count: (number) => `${number}`,
  },
};

const numbers = (count) => Array.from({ length: count }, (_, index) => index + 1);
const flow = (source, target, inner = '') =>
  `<bpmn:sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}">${inner}</bpmn:sequenceFlow>`;
const chain = (ids) => ids.slice(1).map((id, index) => flow(ids[index], id));
const ends = '<bpmn:startEvent id="Start" /><bpmn:endEvent id="Ende" />';

function model(dialect, content) {
  const parts = content(dialects[dialect]).flat(Infinity).join('');
  return `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="D" targetNamespace="t"><bpmn:process id="P" isExecutable="true">${ends}${parts}</bpmn:process></bpmn:definitions>`;
}

const condition = (dialect, text) =>
  `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression"${dialect === 'js' ? ' language="javascript"' : ''}>${text}</bpmn:conditionExpression>`;

/** So many service tasks in a row. */
export const serviceTasks = (count) => (dialect) =>
  model(dialect, ({ job }) => {
    const ids = numbers(count).map((number) => `Dienst_${number}`);
    return [
      ids.map((id) => `<bpmn:serviceTask id="${id}">${job}</bpmn:serviceTask>`),
      chain(['Start', ...ids, 'Ende']),
    ];
  });

/** So many parallel branches with a service task each. */
export const forkJoin = (count) => (dialect) =>
  model(dialect, ({ job }) => [
    '<bpmn:parallelGateway id="Teilen" /><bpmn:parallelGateway id="Warten" />',
    flow('Start', 'Teilen'),
    flow('Warten', 'Ende'),
    numbers(count).map((number) => [
      `<bpmn:serviceTask id="Dienst_${number}">${job}</bpmn:serviceTask>`,
      chain(['Teilen', `Dienst_${number}`, 'Warten']),
    ]),
  ]);

export const userTask = (dialect) =>
  model(dialect, ({ user }) => [
    `<bpmn:userTask id="Aufgabe">${user}</bpmn:userTask>`,
    chain(['Start', 'Aufgabe', 'Ende']),
  ]);

/** A script counts `n` up until it has run so often. */
export const loop = (limit) => (dialect) =>
  model(dialect, ({ counting, less }) => [
    counting,
    '<bpmn:exclusiveGateway id="Anfang" /><bpmn:exclusiveGateway id="Genug" default="Genug_Ende" />',
    chain(['Start', 'Anfang', 'Zaehlen', 'Genug', 'Ende']),
    flow('Genug', 'Anfang', condition(dialect, less(limit))),
  ]);

/** Two of three inclusive branches with a service task each, and one service task behind the join. */
export const inclusiveJoin = (dialect) =>
  model(dialect, ({ job, truth }) => [
    '<bpmn:inclusiveGateway id="Teilen" /><bpmn:inclusiveGateway id="Warten" />',
    flow('Start', 'Teilen'),
    ['true', 'true', 'false'].map((value, index) => [
      `<bpmn:serviceTask id="Dienst_${index}">${job}</bpmn:serviceTask>`,
      flow('Teilen', `Dienst_${index}`, condition(dialect, truth[value])),
      flow(`Dienst_${index}`, 'Warten'),
    ]),
    `<bpmn:serviceTask id="Danach">${job}</bpmn:serviceTask>`,
    chain(['Warten', 'Danach', 'Ende']),
  ]);

/** A service task, so many times in parallel. */
export const multiInstance = (count) => (dialect) =>
  model(dialect, ({ job, count: written }) => [
    `<bpmn:serviceTask id="Dienst">${job}<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">${written(count)}</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics></bpmn:serviceTask>`,
    chain(['Start', 'Dienst', 'Ende']),
  ]);

/** A model of about so many flow nodes as people draw them: choices, forks, tasks of all kinds. */
export const mixed = (count) => (dialect) =>
  model(dialect, ({ job, user, truth }) => {
    const blocks = numbers(Math.round((count - 2) / 8));
    const block = (n) => [
      `<bpmn:userTask id="Aufgabe_${n}" name="Aufgabe ${n}">${user}</bpmn:userTask><bpmn:exclusiveGateway id="Wahl_${n}" name="Weiter?" default="Wahl_${n}_Teilen_${n}" />`,
      `<bpmn:parallelGateway id="Teilen_${n}" /><bpmn:serviceTask id="A_${n}">${job}</bpmn:serviceTask><bpmn:serviceTask id="B_${n}">${job}</bpmn:serviceTask><bpmn:task id="C_${n}" />`,
      `<bpmn:parallelGateway id="Warten_${n}" /><bpmn:exclusiveGateway id="Zusammen_${n}" />`,
      chain([`Aufgabe_${n}`, `Wahl_${n}`, `Teilen_${n}`, `A_${n}`, `Warten_${n}`, `Zusammen_${n}`]),
      chain([`Teilen_${n}`, `B_${n}`, `C_${n}`, `Warten_${n}`]),
      flow(`Wahl_${n}`, `Zusammen_${n}`, condition(dialect, truth.false)),
    ];
    const borders = blocks.slice(1).map((n) => flow(`Zusammen_${n - 1}`, `Aufgabe_${n}`));
    return [
      blocks.map(block),
      borders,
      flow('Start', 'Aufgabe_1'),
      flow(`Zusammen_${blocks.length}`, 'Ende'),
    ];
  });
