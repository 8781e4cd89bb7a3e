import { readBpmn } from './index.js';
import { definitions, process } from './testing.js';

/** The findings, after making sure that there is a model exactly when none is an error. */
async function findingsOf(xml: string) {
  const { model, findings } = await readBpmn(xml);
  expect(model === null).toBe(findings.some(({ severity }) => severity === 'error'));
  for (const { message } of findings) expect(message.de && message.en).toMatch(/\.$/);
  return findings;
}

const codesOf = async (xml: string) =>
  (await findingsOf(xml)).map(({ code, elementId }) => (elementId ? `${code} ${elementId}` : code));

const task = (inner = '', attributes = '') => process(`<bpmn:task id="a" ${attributes}>${inner}</bpmn:task>`);
const extension = (inner: string) => `<bpmn:extensionElements>${inner}</bpmn:extensionElements>`;

test.each([
  ['nothing', '', ['XML_INVALID']],
  ['no element', '<?xml version="1.0"?><!-- a -->', ['XML_INVALID']],
  ['another root', '<html xmlns="http://www.w3.org/1999/xhtml"/>', ['XML_INVALID']],
  ['an element that does not end', definitions('<bpmn:process id="p">').slice(0, -19), ['XML_INVALID']],
  [
    'ends that cross',
    process('<bpmn:task id="a"><bpmn:incoming></bpmn:task></bpmn:incoming>'),
    ['XML_INVALID a'],
  ],
  ['an end without beginning', `${process('')}</bpmn:definitions>`, ['XML_INVALID']],
  ['two roots', process('') + process('').slice(39), ['XML_INVALID d']],
  ['text around', `${process('')}abc`, ['XML_INVALID']],
  ['an unclosed comment', process('<!--'), ['XML_INVALID p']],
  [
    'an unclosed CDATA section',
    task('<bpmn:documentation><![CDATA[a</bpmn:documentation>'),
    ['XML_INVALID a'],
  ],
  ['an unclosed instruction', '<?xml version="1.0"', ['XML_INVALID']],
  ['an attribute without quotes', task('', 'name=x'), ['XML_INVALID p']],
  ['an attribute without value', task('', 'name'), ['XML_INVALID p']],
  ['an attribute twice', task('', 'name="x" name="y"'), ['XML_INVALID a']],
  ['attributes without space', task('', 'name="x"isForCompensation="true"'), ['XML_INVALID p']],
  ['another encoding', process('').replace('UTF-8', 'ISO-8859-1'), ['XML_INVALID']],
  ['a null character', task('', 'name="\0"'), ['XML_INVALID a']],
  ['a reference to no character', task('<bpmn:documentation>&#0;</bpmn:documentation>'), ['XML_INVALID a']],
  ['a reference to half a character', task('', 'name="&#xD800;"'), ['XML_INVALID a']],
])('syntax: %s', async (_name, xml, codes) => expect(await codesOf(xml)).toEqual(codes));

test.each([
  ['DOCTYPE', `<!DOCTYPE a [<!ENTITY x "y">]>${process('')}`, ['DOCTYPE']],
  ['an entity declared inside', process('<!ENTITY x "y">'), ['DOCTYPE p']],
  ['an unknown entity', task('', 'name="a&nbsp;b"'), ['XML_ENTITY a']],
  ['an unknown entity in a text', task('<bpmn:documentation>&x;</bpmn:documentation>'), ['XML_ENTITY a']],
  ['entities that XML knows', task('', 'name="&lt;&amp;&gt;&quot;&apos;&#10;&#xe4;"'), []],
  [
    'the word in a comment and a text',
    `<!-- <!DOCTYPE -->${task('<bpmn:documentation><![CDATA[<!DOCTYPE &x;]]></bpmn:documentation>').slice(39)}`,
    [],
  ],
])('entities: %s', async (_name, xml, codes) => expect(await codesOf(xml)).toEqual(codes));

test.each([
  ['2 MB', definitions(' '.repeat(2 * 1024 * 1024)), 'TOO_LARGE'],
  ['attributes', task('', 'b="" '.repeat(200_000)), 'TOO_MANY_ATTRIBUTES a'],
  ['nested elements', process('<bpmn:subProcess>'.repeat(100_000)), 'TOO_DEEP p'],
  ['nested extensions', task(extension('<zeebe:a>'.repeat(100_000))), 'TOO_DEEP a'],
  [
    'namespaces',
    task(extension(Array.from({ length: 150 }, (_, n) => `<n${n}:a xmlns:n${n}="urn:${n}">`).join(''))),
    'TOO_MANY_NAMESPACES a',
  ],
  ['references', task('<bpmn:incoming>f</bpmn:incoming>'.repeat(20_000)), 'TOO_MANY_REFERENCES a'],
])('limits: %s', async (_name, xml, code) => expect((await codesOf(xml)).at(-1)).toBe(code));

test('200 levels are not too deep, and their model is whole', async () => {
  const open = Array.from({ length: 195 }, (_, n) => `<bpmn:subProcess id="s${n}">`).join('');
  const { model, findings } = await readBpmn(process(open + '</bpmn:subProcess>'.repeat(195)));
  expect(findings).toEqual([]);
  let depth = 0;
  for (let inner = model?.processes[0]?.nodes[0]; inner; inner = inner.content?.nodes[0]) depth += 1;
  expect(depth).toBe(195);
});

const foreign = 'xmlns:x="urn:x" xmlns:y="urn:y"';

test.each([
  ['an undeclared prefix', process('<x:task id="t" />'), ['UNKNOWN_NAMESPACE t']],
  ['an undeclared prefix of an attribute', task('', 'x:color="red"'), ['UNKNOWN_NAMESPACE a']],
  ['an undeclared prefix in an extension', task(extension('<x:a />')), ['UNKNOWN_NAMESPACE a']],
  [
    'a prefix declared elsewhere',
    process(
      `<bpmn:task id="a">${extension('<x:a xmlns:x="urn:x" />')}</bpmn:task><bpmn:task id="b">${extension('<x:a />')}</bpmn:task>`,
    ),
    ['UNKNOWN_NAMESPACE b'],
  ],
  [
    'a foreign element outside of extensionElements',
    process('<x:task id="t" />', foreign),
    ['UNKNOWN_NAMESPACE t'],
  ],
  [
    'one namespace under another name',
    process('<b2:task xmlns:b2="http://www.omg.org/spec/BPMN/20100524/MODEL" id="a" />'),
    [],
  ],
  [
    'foreign extensions and attributes',
    process(
      `<bpmn:task id="a" x:color="red">${extension('<x:a y:b="1">text<y:c id="a" /></x:a>')}</bpmn:task>`,
      foreign,
    ),
    [],
  ],
  [
    'an element that BPMN does not know',
    process('<bpmn:foo id="t"><bpmn:bar /></bpmn:foo>'),
    ['XML_UNKNOWN_ELEMENT t'],
  ],
  ['a name in capitals', process('<bpmn:Task id="t" />'), ['XML_UNKNOWN_ELEMENT t']],
  ['an extension that zeebe does not know', task(extension('<zeebe:foo />')), ['XML_UNKNOWN_ELEMENT a']],
  ['an element in the wrong place', task('<bpmn:startEvent id="s" />'), ['XML_MISPLACED_ELEMENT s']],
  [
    'an unknown type',
    process(
      '<bpmn:sequenceFlow id="f"><bpmn:conditionExpression xsi:type="bpmn:tFoo" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" /></bpmn:sequenceFlow>',
    ),
    ['XML_MISPLACED_ELEMENT'],
  ],
  ['text where none may be', process('<bpmn:task id="a" />x'), ['XML_TEXT_MISPLACED p']],
  ['text in extensionElements', task(extension('x')), ['XML_TEXT_MISPLACED a']],
  ['unknown attributes are only doubtful', task('', 'foo="1"'), ['XML_UNKNOWN_ATTRIBUTE a']],
])('names: %s', async (_name, xml, codes) => expect(await codesOf(xml)).toEqual(codes));

test.each([
  ['twice', '<bpmn:task id="a" /><bpmn:userTask id="a" />', ['DUPLICATE_ID a']],
  [
    'twice, on different levels',
    '<bpmn:subProcess id="a"><bpmn:task id="a" /></bpmn:subProcess>',
    ['DUPLICATE_ID a'],
  ],
  [
    'with an umlaut, with a digit first',
    '<bpmn:task id="ä" /><bpmn:task id="1" />',
    ['ID_INVALID ä', 'ID_INVALID 1'],
  ],
  ['like a property of every object', '<bpmn:task id="toString" /><bpmn:task id="constructor" />', []],
  ['that no machine can have as a state', '<bpmn:task id="__proto__" />', ['ID_INVALID __proto__']],
])('ids: %s', async (_name, content, codes) => expect(await codesOf(process(content))).toEqual(codes));

test.each([
  ['a flow to nowhere', '<bpmn:task id="a" /><bpmn:sequenceFlow id="f" sourceRef="a" targetRef="x" />', 'f'],
  ['a boundary event on nothing', '<bpmn:boundaryEvent id="b" attachedToRef="x" />', 'b'],
  ['no message', '<bpmn:receiveTask id="r" messageRef="x" />', 'r'],
  [
    'no message, in an event',
    '<bpmn:startEvent id="s"><bpmn:messageEventDefinition messageRef="x" /></bpmn:startEvent>',
    's',
  ],
  ['no default flow', '<bpmn:exclusiveGateway id="g" default="x" />', 'g'],
  [
    'a lane of nobody',
    '<bpmn:laneSet id="ls"><bpmn:lane id="l"><bpmn:flowNodeRef>x</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>',
    'l',
  ],
])('references: %s', async (_name, content, id) =>
  expect(await codesOf(process(content))).toEqual([`UNRESOLVED_REFERENCE ${id}`]),
);

test('a drawing of nothing is only doubtful', async () => {
  const shape =
    '<bpmndi:BPMNDiagram id="dg"><bpmndi:BPMNPlane id="pl" bpmnElement="p"><bpmndi:BPMNShape id="sh" bpmnElement="x" /></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>';
  const xml = process('', 'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"').replace(
    '</bpmn:definitions>',
    `${shape}</bpmn:definitions>`,
  );
  expect(await findingsOf(xml)).toMatchObject([
    { code: 'UNRESOLVED_REFERENCE', severity: 'warning', elementId: 'sh' },
  ]);
});

test('an executable file holds nothing that is skipped silently', async () => {
  const choreography = '<bpmn:choreography id="c" />';
  const odd = '<bpmn:callChoreography id="cc" />';
  expect(
    await codesOf(process('').replace('</bpmn:definitions>', `${choreography}</bpmn:definitions>`)),
  ).toEqual(['NOT_EXECUTABLE c']);
  expect(await codesOf(process(`<bpmn:subProcess id="s">${odd}</bpmn:subProcess>`))).toEqual([
    'NOT_EXECUTABLE cc',
  ]);
  expect(await codesOf(definitions(`${choreography}<bpmn:process id="p">${odd}</bpmn:process>`))).toEqual([]);
});

test('places that a token can be at have an id', async () => {
  const inner = '<bpmn:task /><bpmn:sequenceFlow sourceRef="s" targetRef="s" />';
  expect(await codesOf(process(`<bpmn:subProcess id="s">${inner}</bpmn:subProcess>`))).toEqual([
    'ID_MISSING s',
    'ID_MISSING s',
  ]);
  expect(await codesOf(definitions('<bpmn:process />'))).toEqual(['ID_MISSING d']);
  expect(await codesOf(process('<bpmn:textAnnotation /><bpmn:dataObject />'))).toEqual([]);
});

test('findings tell the line, and no more than fifty are told', async () => {
  const [first, ...others] = await findingsOf(process(`\n${'<bpmn:foo />\n'.repeat(100_000)}`));
  expect(first?.message).toEqual({
    de: 'Das Element „bpmn:foo“ gibt es in seinem Namensraum nicht (Zeile 3).',
    en: 'No schema of this namespace knows the element "bpmn:foo" (line 3).',
  });
  expect(others).toHaveLength(49);
  const flows = Array.from(
    { length: 200 },
    (_, n) => `<bpmn:sequenceFlow id="f${n}" sourceRef="x" targetRef="p" />`,
  );
  expect(await findingsOf(process(flows.join('')))).toHaveLength(50);
});

test('references beyond 16 bits are one character, in CDATA they stay as they are', async () => {
  const xml = task(
    '<bpmn:documentation>&#128512;<![CDATA[&#128512;]]></bpmn:documentation>',
    'name="&#x1F600;"',
  );
  expect((await readBpmn(xml)).model?.processes[0]?.nodes[0]).toMatchObject({
    name: '😀',
    documentation: '😀&#128512;',
  });
});
