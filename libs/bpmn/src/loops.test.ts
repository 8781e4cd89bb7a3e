import { definitions, nodeOf, process } from './testing.js';

const loopOf = async (loop: string, around = '') =>
  (await nodeOf(process(`${around}<bpmn:task id="t">${loop}</bpmn:task>`), 't')).loop;

test('the standard loop', async () => {
  const condition = '<bpmn:loopCondition>=n &lt; 3</bpmn:loopCondition>';
  expect(
    await loopOf(
      `<bpmn:standardLoopCharacteristics testBefore="true" loopMaximum="5">${condition}</bpmn:standardLoopCharacteristics>`,
    ),
  ).toEqual({ kind: 'standardLoop', testBefore: true, maximum: '5', condition: '=n < 3' });
  expect(await loopOf('<bpmn:standardLoopCharacteristics />')).toMatchObject({
    testBefore: false,
    maximum: null,
  });
});

test('multi-instance as the standard says it', async () => {
  const data = '<bpmn:dataObject id="o" name="kinder" /><bpmn:dataObject id="q" name="ergebnisse" />';
  const refs =
    '<bpmn:loopDataInputRef>o</bpmn:loopDataInputRef><bpmn:loopDataOutputRef>q</bpmn:loopDataOutputRef>';
  const items = '<bpmn:inputDataItem id="i" name="kind" /><bpmn:outputDataItem id="u" name="ergebnis" />';
  const done = '<bpmn:completionCondition>=numberOfCompletedInstances &gt; 1</bpmn:completionCondition>';
  const marker = `<bpmn:multiInstanceLoopCharacteristics isSequential="true"><bpmn:loopCardinality>=3</bpmn:loopCardinality>${refs}${items}${done}</bpmn:multiInstanceLoopCharacteristics>`;
  expect(await loopOf(marker, data)).toEqual({
    kind: 'multiInstance',
    sequential: true,
    inputCollection: '=kinder',
    inputElement: 'kind',
    outputCollection: 'ergebnisse',
    outputElement: '=ergebnis',
    completionCondition: '=numberOfCompletedInstances > 1',
    cardinality: '=3',
    behavior: 'All',
    event: null,
    complex: [],
  });
});

test('what zeebe says comes first', async () => {
  const zeebe =
    '<bpmn:extensionElements><zeebe:loopCharacteristics inputCollection="=a" inputElement="b" outputCollection="c" outputElement="=d" /></bpmn:extensionElements>';
  expect(
    await loopOf(
      `<bpmn:multiInstanceLoopCharacteristics>${zeebe}<bpmn:inputDataItem id="i" name="x" /></bpmn:multiInstanceLoopCharacteristics>`,
    ),
  ).toMatchObject({ inputCollection: '=a', inputElement: 'b', outputCollection: 'c', outputElement: '=d' });
});

test('behaviours: the event of each or of the first, and conditions with their events', async () => {
  const roots = '<bpmn:signal id="s" name="fertig" /><bpmn:signalEventDefinition id="sd" signalRef="s" />';
  const read = async (marker: string) =>
    (
      await nodeOf(
        definitions(
          `${roots}<bpmn:process id="p" isExecutable="true"><bpmn:task id="t">${marker}</bpmn:task></bpmn:process>`,
        ),
        't',
      )
    ).loop;
  const signal = { kind: 'signal', name: 'fertig' };
  expect(
    await read('<bpmn:multiInstanceLoopCharacteristics behavior="None" noneBehaviorEventRef="sd" />'),
  ).toMatchObject({ behavior: 'None', event: signal });
  expect(
    await read('<bpmn:multiInstanceLoopCharacteristics behavior="One" oneBehaviorEventRef="sd" />'),
  ).toMatchObject({ behavior: 'One', event: signal });
  const each = `<bpmn:complexBehaviorDefinition id="cb"><bpmn:condition>=n = 2</bpmn:condition><bpmn:event id="ev"><bpmn:signalEventDefinition id="in" signalRef="s" /></bpmn:event></bpmn:complexBehaviorDefinition>`;
  expect(
    await read(
      `<bpmn:multiInstanceLoopCharacteristics behavior="Complex">${each}</bpmn:multiInstanceLoopCharacteristics>`,
    ),
  ).toMatchObject({ behavior: 'Complex', complex: [{ condition: '=n = 2', events: [signal] }] });
});

test('ad-hoc sub-processes', async () => {
  const zeebe =
    '<bpmn:extensionElements><zeebe:adHoc activeElementsCollection="=was" outputCollection="alle" outputElement="=eins" /></bpmn:extensionElements>';
  const done = '<bpmn:completionCondition>=fertig</bpmn:completionCondition>';
  const xml = process(
    `<bpmn:adHocSubProcess id="a" ordering="Sequential" cancelRemainingInstances="false">${zeebe}<bpmn:task id="t" />${done}</bpmn:adHocSubProcess><bpmn:adHocSubProcess id="b" />`,
  );
  expect((await nodeOf(xml, 'a')).adHoc).toEqual({
    sequential: true,
    completionCondition: '=fertig',
    cancelRemaining: false,
    activeElements: '=was',
    outputCollection: 'alle',
    outputElement: '=eins',
  });
  expect((await nodeOf(xml, 'b')).adHoc).toMatchObject({
    sequential: false,
    cancelRemaining: true,
    activeElements: null,
  });
});
