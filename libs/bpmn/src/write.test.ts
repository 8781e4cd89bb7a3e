import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readBpmn, rewriteBpmn } from './index.js';
import { Namespaces } from './namespaces.js';
import { definitions, process } from './testing.js';
import { tokensOf } from './tokens.js';

interface Element {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: Element[];
}

// Attributes that say what holds anyway may be left out.
const defaults = new Set([
  'isForCompensation=false',
  'cancelActivity=true',
  'isInterrupting=true',
  'isExecutable=false',
  'parallelMultiple=false',
  'isSequential=false',
  'triggeredByEvent=false',
  'instantiate=false',
  'associationDirection=None',
  'waitForCompletion=true',
  'behavior=All',
  'isCollection=false',
]);

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (_all, decimal, hex, name) =>
    name
      ? (entities[String(name)] ?? '')
      : String.fromCodePoint(decimal ? Number(decimal) : parseInt(String(hex), 16)),
  );
}

/** The tree of any XML, read without bpmn-moddle: names with their namespaces, texts and values decoded. */
function treeOf(xml: string): Element {
  const root: Element = { name: '', attributes: {}, text: '', children: [] };
  const open: { element: Element; leave: (() => void) | null }[] = [{ element: root, leave: null }];
  const namespaces = new Namespaces();
  const full = (name: string) => `{${namespaces.uriOf(name)}}${name.slice(name.indexOf(':') + 1)}`;
  for (const token of tokensOf(xml)) {
    const parent = open.at(-1)?.element ?? root;
    if (token.kind === 'text') parent.text += token.verbatim ? token.text : decode(token.text);
    if (token.kind === 'close') open.pop()?.leave?.();
    if (token.kind !== 'open') continue;
    const leave = namespaces.enter(token.attributes);
    const element: Element = { name: full(token.name), attributes: {}, text: '', children: [] };
    for (const { name, value } of token.attributes) {
      if (name === 'xmlns' || name.startsWith('xmlns:') || defaults.has(`${name}=${value}`)) continue;
      const type = /(^|:)type$/.test(name) && full(name).includes('XMLSchema-instance');
      element.attributes[name.includes(':') ? full(name) : name] = type ? full(value) : decode(value);
    }
    parent.children.push(element);
    if (token.empty) leave?.();
    else open.push({ element, leave });
  }
  return normalised(root);
}

/** BPMN's schema says in which order kinds of elements come; among one kind and in extensions the order counts. */
function normalised({ name, attributes, text, children }: Element): Element {
  const sorted = Object.fromEntries(Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1)));
  const bpmn = name.startsWith('{http://www.omg.org/spec/BPMN/20100524/MODEL}');
  const inner = children.map(normalised);
  if (bpmn && !name.endsWith('}extensionElements'))
    inner.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return { name, attributes: sorted, text: text.trim(), children: inner };
}

/** Large trees are compared as text first: that is what is to be expected, and fast. */
function expectSame(actual: unknown, expected: unknown): void {
  if (JSON.stringify(actual) !== JSON.stringify(expected)) expect(actual).toEqual(expected);
}

async function expectLossless(xml: string): Promise<void> {
  const first = await rewriteBpmn(xml);
  expect(first.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  const written = first.xml ?? '';
  expectSame(treeOf(written), treeOf(xml));
  expectSame((await readBpmn(written)).model, (await readBpmn(xml)).model);
  expect((await rewriteBpmn(written)).xml).toBe(written);
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
const files = ['processes', 'tests/conformance'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.bpmn'))
    .map((name) => join(folder, name)),
);

test('every model of this project is written as it was read', async () => {
  expect(files.length).toBeGreaterThan(50);
  const readable = [];
  for (const file of files) {
    const xml = readFileSync(join(root, file), 'utf8');
    // Some cases are models that must be refused.
    if ((await readBpmn(xml)).model) readable.push(xml);
  }
  expect(readable.length).toBeGreaterThan(50);
  for (const xml of readable) await expectLossless(xml);
});

const extension = (inner: string) => `<bpmn:extensionElements>${inner}</bpmn:extensionElements>`;
const foreign = 'xmlns:c7="http://camunda.org/schema/1.0/bpmn" xmlns:x="urn:x"';

test.each([
  [
    'foreign extensions and attributes',
    process(
      `<bpmn:task id="a" x:farbe="rot" c7:asyncBefore="true">${extension('<c7:properties><c7:property name="n" value="v" /></c7:properties><x:leer /><x:a b="1" x:c="2"><x:d>Text &amp; mehr</x:d><x:d>zwei</x:d></x:a>')}</bpmn:task>`,
      foreign,
    ),
  ],
  [
    'namespaces declared where they are used',
    process(
      `<bpmn:task id="a">${extension('<y:a xmlns:y="urn:y" y:b="1"><z:c xmlns:z="urn:z" /></y:a><w:a xmlns:w="urn:anders" w:b="2" b="3"><w:c w:b="4" /></w:a>')}</bpmn:task>`,
    ),
  ],
  [
    'a default namespace in an extension',
    process(`<bpmn:task id="a">${extension('<a xmlns="urn:y"><b c="1" /></a>')}</bpmn:task>`),
  ],
  [
    'BPMN as the default namespace',
    process('<bpmn:task id="a"><bpmn:documentation>x</bpmn:documentation></bpmn:task>')
      .replaceAll('bpmn:', '')
      .replace('xmlns:bpmn', 'xmlns'),
  ],
  [
    'other prefixes than usual',
    process('<bpmn:task id="a" />')
      .replaceAll('bpmn:', 'b:')
      .replace('xmlns:bpmn', 'xmlns:b')
      .replaceAll('zeebe', 'z'),
  ],
  [
    'texts with everything',
    process(`<bpmn:task id="a" name="&lt;&quot;&#10;&amp;&apos;ä😀&#x1F600;"><bpmn:documentation textFormat="text/html"><![CDATA[<b>fett</b> & so]]></bpmn:documentation><bpmn:documentation>  zwei
  Zeilen </bpmn:documentation></bpmn:task>`),
  ],
  ['unknown attributes', process('<bpmn:task id="a" neu="1" />')],
  [
    'typed expressions',
    process(
      '<bpmn:task id="a" /><bpmn:sequenceFlow id="f" sourceRef="a" targetRef="a"><bpmn:conditionExpression xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="bpmn:tFormalExpression" language="feel">=a &lt; b</bpmn:conditionExpression></bpmn:sequenceFlow>',
    ),
  ],
  [
    'data, lanes, notes, imports',
    definitions(
      `<bpmn:import importType="http://www.w3.org/2001/XMLSchema" location="a.xsd" namespace="urn:a" /><bpmn:itemDefinition id="i" structureRef="x:T" /><bpmn:process id="p"><bpmn:laneSet id="ls"><bpmn:lane id="l"><bpmn:flowNodeRef>t</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet><bpmn:dataObject id="o" itemSubjectRef="i" /><bpmn:dataObjectReference id="r" dataObjectRef="o"><bpmn:dataState id="s" name="neu" /></bpmn:dataObjectReference><bpmn:task id="t" /><bpmn:textAnnotation id="n"><bpmn:text>Hinweis</bpmn:text></bpmn:textAnnotation><bpmn:association id="as" sourceRef="t" targetRef="n" associationDirection="One" /></bpmn:process>`,
      foreign,
    ),
  ],
])('%s', async (_name, xml) => expectLossless(xml));

const di =
  'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" xmlns:bioc="http://bpmn.io/schema/bpmn/biocolor/1.0"';

test('the diagram stays, with colours and with shapes of what is not there', async () => {
  const diagram = `<bpmndi:BPMNDiagram id="dg" name="Bild"><bpmndi:BPMNPlane id="pl" bpmnElement="p"><bpmndi:BPMNShape id="s1" bpmnElement="a" isExpanded="false" bioc:stroke="#ff0000"><dc:Bounds x="1.5" y="2" width="100" height="80" /><bpmndi:BPMNLabel><dc:Bounds x="1" y="2" width="3" height="4" /></bpmndi:BPMNLabel></bpmndi:BPMNShape><bpmndi:BPMNShape id="s2" bpmnElement="fehlt" /><bpmndi:BPMNEdge id="e" bpmnElement="f"><di:waypoint x="1" y="2" /><di:waypoint x="3" y="4" /></bpmndi:BPMNEdge></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>`;
  const content = '<bpmn:task id="a" /><bpmn:sequenceFlow id="f" sourceRef="a" targetRef="a" />';
  await expectLossless(process(content, di).replace('</bpmn:definitions>', `${diagram}</bpmn:definitions>`));
});

test('a change is written, and nothing else changes', async () => {
  const source = process(
    `<bpmn:task id="a" name="alt">${extension('<x:a />')}</bpmn:task><bpmn:task id="b" />`,
    foreign,
  );
  const { xml, findings } = await rewriteBpmn(source, ({ byId, create, definitions: all }) => {
    const [task, other] = [byId('a'), byId('b')];
    expect(byId('fehlt')).toBeNull();
    expect(all.$type).toBe('bpmn:Definitions');
    if (!task || !other) throw new Error('no tasks');
    task.name = 'neu';
    const values = [create('zeebe:TaskDefinition', { type: 'mail' })];
    other['extensionElements'] = create('bpmn:ExtensionElements', { values });
  });
  expect(findings).toEqual([]);
  const expected = source
    .replace('"alt"', '"neu"')
    .replace(
      '<bpmn:task id="b" />',
      `<bpmn:task id="b">${extension('<zeebe:taskDefinition type="mail" />')}</bpmn:task>`,
    );
  expect(treeOf(xml ?? '')).toEqual(treeOf(expected));
});

test('what could not be kept is not written', async () => {
  const task = process(
    `<bpmn:task id="a">${extension('<y:a xmlns:y="urn:1" /><y:a xmlns:y="urn:2" />')}</bpmn:task>`,
  );
  expect(await rewriteBpmn(task)).toMatchObject({ xml: null, findings: [{ code: 'PREFIX_AMBIGUOUS' }] });
  expect((await readBpmn(task)).findings).toEqual([]);
});

test('what is refused is not written', async () => {
  const twice = process('<bpmn:task id="a" /><bpmn:task id="a" />');
  expect(await rewriteBpmn(twice)).toMatchObject({ xml: null, findings: [{ code: 'DUPLICATE_ID' }] });
});
