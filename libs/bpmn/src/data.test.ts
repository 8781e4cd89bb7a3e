import { nodeOf, process, processOf } from './testing.js';

const io = (inputs: string, outputs: string) =>
  `<bpmn:ioSpecification id="io">${inputs}${outputs}<bpmn:inputSet id="is" /><bpmn:outputSet id="os" /></bpmn:ioSpecification>`;

describe('data objects and properties', () => {
  test('an object is called as it or the first reference beside it; states make no further variable', async () => {
    const xml = process(`<bpmn:property id="pr" name="stufe" />
      <bpmn:dataObject id="o1" name="antrag" /><bpmn:dataObjectReference id="r1" name="Antrag (neu)" dataObjectRef="o1"><bpmn:dataState id="z1" name="neu" /></bpmn:dataObjectReference>
      <bpmn:dataObject id="o2" /><bpmn:dataObjectReference id="r2" name="bescheid" dataObjectRef="o2"><bpmn:dataState id="z2" name="entworfen" /></bpmn:dataObjectReference>
      <bpmn:dataObjectReference id="r3" name="bescheid (fertig)" dataObjectRef="o2" />
      <bpmn:dataObject id="o4" isCollection="true" />
      <bpmn:task id="t"><bpmn:dataInputAssociation id="a"><bpmn:sourceRef>r3</bpmn:sourceRef><bpmn:targetRef>x</bpmn:targetRef></bpmn:dataInputAssociation>${io('<bpmn:dataInput id="x" name="lokal" />', '')}</bpmn:task>`);
    expect((await processOf(xml)).data).toEqual(['stufe', 'antrag', 'bescheid', 'o4']);
    expect((await nodeOf(xml, 't')).dataInputs).toEqual([{ source: '=bescheid', target: 'lokal' }]);
  });

  test('a sub-process holds its own', async () => {
    const inner =
      '<bpmn:property id="pr" name="a" /><bpmn:dataObject id="o" name="b" /><bpmn:task id="t"><bpmn:property id="tp" name="c" /></bpmn:task>';
    const xml = process(`<bpmn:subProcess id="s">${inner}</bpmn:subProcess>`);
    expect((await processOf(xml)).data).toEqual([]);
    expect(await nodeOf(xml, 's')).toMatchObject({ data: [], content: { data: ['a', 'b'] } });
    expect((await nodeOf(xml, 't')).data).toEqual(['c']);
  });
});

describe('data associations', () => {
  test('assignments as written, several of them, then transformation, then source to target', async () => {
    const assignment = (from: string, to: string) =>
      `<bpmn:assignment><bpmn:from>${from}</bpmn:from><bpmn:to>${to}</bpmn:to></bpmn:assignment>`;
    const xml = process(`<bpmn:dataObject id="o" name="fall" />
      <bpmn:task id="t">${io('<bpmn:dataInput id="i" name="in" />', '<bpmn:dataOutput id="u" name="out" />')}
        <bpmn:dataInputAssociation id="a1"><bpmn:sourceRef>o</bpmn:sourceRef><bpmn:targetRef>i</bpmn:targetRef>${assignment('=fall.a', '=in.a')}${assignment('fall.b', 'in.b')}</bpmn:dataInputAssociation>
        <bpmn:dataInputAssociation id="a2"><bpmn:sourceRef>o</bpmn:sourceRef><bpmn:targetRef>i</bpmn:targetRef><bpmn:transformation>=fall + 1</bpmn:transformation></bpmn:dataInputAssociation>
        <bpmn:dataOutputAssociation id="a3"><bpmn:sourceRef>u</bpmn:sourceRef><bpmn:targetRef>o</bpmn:targetRef></bpmn:dataOutputAssociation>
      </bpmn:task>`);
    expect(await nodeOf(xml, 't')).toMatchObject({
      dataInputs: [
        { source: '=fall.a', target: 'in.a' },
        { source: '=fall.b', target: 'in.b' },
        { source: '=fall + 1', target: 'in' },
      ],
      dataOutputs: [{ source: '=out', target: 'fall' }],
    });
  });

  test('what bpmn-js draws without saying what is read maps nothing', async () => {
    const xml =
      process(`<bpmn:dataObject id="o" /><bpmn:dataObjectReference id="r" name="akte" dataObjectRef="o" />
      <bpmn:task id="t"><bpmn:property id="pp" name="__targetRef_placeholder" />
        <bpmn:dataInputAssociation id="a"><bpmn:sourceRef>r</bpmn:sourceRef><bpmn:targetRef>pp</bpmn:targetRef></bpmn:dataInputAssociation>
        <bpmn:dataOutputAssociation id="b"><bpmn:targetRef>r</bpmn:targetRef></bpmn:dataOutputAssociation>
      </bpmn:task>`);
    expect(await nodeOf(xml, 't')).toMatchObject({ data: [], dataInputs: [], dataOutputs: [] });
  });

  test('events have them too', async () => {
    const xml = process(`<bpmn:dataObject id="o" name="fall" />
      <bpmn:startEvent id="s"><bpmn:dataOutput id="u" name="nachricht" /><bpmn:dataOutputAssociation id="a"><bpmn:sourceRef>u</bpmn:sourceRef><bpmn:targetRef>o</bpmn:targetRef></bpmn:dataOutputAssociation></bpmn:startEvent>
      <bpmn:endEvent id="e"><bpmn:dataInput id="i" name="ergebnis" /><bpmn:dataInputAssociation id="b"><bpmn:sourceRef>o</bpmn:sourceRef><bpmn:targetRef>i</bpmn:targetRef></bpmn:dataInputAssociation></bpmn:endEvent>`);
    expect((await nodeOf(xml, 's')).dataOutputs).toEqual([{ source: '=nachricht', target: 'fall' }]);
    expect((await nodeOf(xml, 'e')).dataInputs).toEqual([{ source: '=fall', target: 'ergebnis' }]);
  });
});
