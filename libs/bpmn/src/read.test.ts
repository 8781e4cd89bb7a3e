import { readBpmn } from './index.js';

const wrap = (content: string) => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">${content}</bpmn:definitions>`;

const codes = async (xml: string) => (await readBpmn(xml)).findings.map((finding) => finding.code);

describe('readBpmn', () => {
  test('reads nodes, flows and zeebe extensions', async () => {
    const { model, findings } = await readBpmn(
      wrap(`<bpmn:message id="m" name="antwort"><bpmn:extensionElements><zeebe:subscription correlationKey="=id" /></bpmn:extensionElements></bpmn:message>
      <bpmn:process id="p" name="P" isExecutable="true">
        <bpmn:startEvent id="s"><bpmn:outgoing>f</bpmn:outgoing></bpmn:startEvent>
        <bpmn:sequenceFlow id="f" sourceRef="s" targetRef="u"><bpmn:conditionExpression>=a &gt; 1</bpmn:conditionExpression></bpmn:sequenceFlow>
        <bpmn:userTask id="u" name="Prüfen"><bpmn:extensionElements>
          <zeebe:userTask /><zeebe:formDefinition formId="f1" />
          <zeebe:assignmentDefinition candidateGroups="=gruppe" />
          <zeebe:properties><zeebe:property name="hilfe" value="warum" /></zeebe:properties>
          <zeebe:taskHeaders><zeebe:header key="k" value="v" /></zeebe:taskHeaders>
          <zeebe:ioMapping><zeebe:input source="=a" target="b" /><zeebe:output source="=c" target="d" /></zeebe:ioMapping>
        </bpmn:extensionElements></bpmn:userTask>
        <bpmn:boundaryEvent id="b" attachedToRef="u" cancelActivity="false"><bpmn:timerEventDefinition><bpmn:timeCycle>R3/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:boundaryEvent>
        <bpmn:receiveTask id="r" messageRef="m" />
      </bpmn:process>`),
    );
    expect(findings).toEqual([]);
    const [start, user, boundary, receive] = model!.processes[0]!.nodes;
    expect(start!.outgoing).toEqual(['f']);
    expect(user).toMatchObject({
      name: 'Prüfen',
      incoming: ['f'],
      extensions: {
        isUserTask: true,
        form: { formId: 'f1' },
        assignment: { candidateGroups: '=gruppe' },
        properties: { hilfe: 'warum' },
        headers: { k: 'v' },
        inputs: [{ source: '=a', target: 'b' }],
        outputs: [{ source: '=c', target: 'd' }],
      },
    });
    expect(boundary).toMatchObject({
      attachedTo: 'u',
      interrupting: false,
      definitions: [{ kind: 'timer', form: 'cycle', value: 'R3/PT1H' }],
    });
    expect(receive!.message).toEqual({ kind: 'message', name: 'antwort', correlationKey: '=id' });
    expect(model!.processes[0]!.flows[0]).toMatchObject({ condition: '=a > 1', source: 's', target: 'u' });
  });

  test('refuses what is not BPMN, with a reason', async () => {
    expect(await codes('')).toEqual(['XML_INVALID']);
    expect(await codes('<foo/>')).toEqual(['XML_INVALID']);
    expect(await codes(wrap('<bpmn:process id="p">'))).toContain('XML_INVALID');
    expect(await codes('<!DOCTYPE a [<!ENTITY x "y">]>' + wrap(''))).toEqual(['DOCTYPE']);
    expect(await codes(wrap(' '.repeat(2 * 1024 * 1024)))).toEqual(['TOO_LARGE']);
    expect(await codes(`<a ${'b="" '.repeat(200_000)}>`)).toEqual(['TOO_MANY_ATTRIBUTES']);
  });

  test('a duplicate id is an error, not a lost element', async () => {
    const { model, findings } = await readBpmn(
      wrap('<bpmn:process id="p"><bpmn:task id="a" /><bpmn:task id="a" /></bpmn:process>'),
    );
    expect(model).toBeNull();
    expect(findings).toMatchObject([{ code: 'DUPLICATE_ID', elementId: 'a' }]);
  });

  test('an unresolved reference is an error', async () => {
    const xml = wrap(
      '<bpmn:process id="p"><bpmn:task id="a" /><bpmn:sequenceFlow id="f" sourceRef="a" targetRef="x" /></bpmn:process>',
    );
    expect(await readBpmn(xml)).toMatchObject({
      model: null,
      findings: [{ code: 'UNRESOLVED_REFERENCE', elementId: 'f' }],
    });
  });
});
