import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { readBpmn, rewriteBpmn } from '@zusteuerung/bpmn';
import { compile } from '@zusteuerung/engine';

const conformance = fileURLToPath(new URL('../conformance', import.meta.url));
const models = readdirSync(conformance, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.bpmn'))
  .sort()
  .map((name) => readFileSync(join(conformance, name), 'utf8'));

/** Reads, compiles and writes whatever text; says how much processor time reading took and what came of it. */
async function survive(xml: string): Promise<{ ms: number; readable: boolean; codes: string[] }> {
  const begun = process.cpuUsage();
  const { model, findings } = await readBpmn(xml);
  if (model) compile({ models: [model], decisions: [] });
  const ms = process.cpuUsage(begun).user / 1_000;
  const written = await rewriteBpmn(xml);
  if (model === null) expect(written.xml).toBeNull();
  expect(findings.some(({ severity }) => severity === 'error')).toBe(model === null);
  if (written.xml) expect(JSON.stringify((await readBpmn(written.xml)).model)).toBe(JSON.stringify(model));
  return { ms, readable: model !== null, codes: findings.map(({ code }) => code) };
}

const never = async (xml: string) => expect((await survive(xml)).ms).toBeLessThan(1_000);

const bpmn = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
const wrap = (content: string) =>
  `<bpmn:definitions xmlns:bpmn="${bpmn}" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:x="urn:x" id="D" targetNamespace="t"><bpmn:process id="P" isExecutable="true">${content}</bpmn:process></bpmn:definitions>`;

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const snippets = fc.constantFrom(
  ...['<', '>', '"', "'", '&', '/', '=', ':', '\0', '\ud800', ' ', '\n', '<!--', '-->', '<![CDATA[', ']]>'],
  ...[
    '<?x?>',
    '<!DOCTYPE a>',
    '&nbsp;',
    '&#0;',
    '&#128512;',
    'xmlns="urn:y"',
    ' id="Start"',
    '<bpmn:task/>',
    'ä',
  ],
);

interface Edit {
  at: number;
  remove: number;
  insert: string;
}

const edits: fc.Arbitrary<Edit[]> = fc.array(
  fc.record({
    at: place,
    remove: fc.constantFrom(0, 0, 1, 5, 40),
    insert: fc.oneof(snippets, fc.string(), fc.constant('')),
  }),
  { minLength: 1, maxLength: 4 },
);

function edited(xml: string, all: Edit[]): string {
  return all.reduce((text, { at, remove, insert }) => {
    const from = Math.floor(at * text.length);
    return text.slice(0, from) + insert + text.slice(from + remove);
  }, xml);
}

const source = fc.constantFrom(...models);

describe('XML of any kind is read, compiled and written without an exception, each in less than a second', () => {
  test('models with random edits', () =>
    fc.assert(
      fc.asyncProperty(source, edits, (xml, all) => never(edited(xml, all))),
      { numRuns: 150 },
    ));

  test('truncated models are always refused', () =>
    fc.assert(
      fc.asyncProperty(source, place, async (xml, at) => {
        const whole = xml.trimEnd();
        const { readable, ms } = await survive(whole.slice(0, Math.floor(at * whole.length)));
        expect(readable).toBe(false);
        expect(ms).toBeLessThan(1_000);
      }),
      { numRuns: 60 },
    ));

  test('tags in another order, values swapped', () =>
    fc.assert(
      fc.asyncProperty(
        source,
        fc.array(fc.tuple(place, place), { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        (xml, swaps, values) => {
          const pieces = xml.split(values ? /("[^"]*")/ : /(<[^>]*>)/);
          for (const [a, b] of swaps) {
            const [i, j] = [a, b].map((at) => 2 * Math.floor((at * (pieces.length - 1)) / 2) + 1);
            if (i === undefined || j === undefined || i >= pieces.length || j >= pieces.length) continue;
            [pieces[i], pieces[j]] = [pieces[j] ?? '', pieces[i] ?? ''];
          }
          return never(pieces.join(''));
        },
      ),
      { numRuns: 120 },
    ));

  test('any text, any characters', () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(snippets).map((all) => all.join('')),
        ),
        async (text) => {
          await never(text);
          await never(wrap(text));
        },
      ),
      { numRuns: 120 },
    ));
});

const attributeText = fc.string({ unit: 'binary', maxLength: 20 });
const escaped = (text: string) =>
  text.replace(/[&<>"'\n\r\t]/g, (character) => `&#${character.charCodeAt(0)};`);
const legal = (text: string) =>
  !/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/.test(text) && !/\p{Surrogate}/u.test(text);

const { tree } = fc.letrec<{ tree: string; leaf: string }>((tie) => ({
  leaf: attributeText.filter(legal).map((text) => `<x:leaf a="${escaped(text)}">${escaped(text)}</x:leaf>`),
  tree: fc.oneof(
    { maxDepth: 4 },
    tie('leaf'),
    fc
      .array(tie('tree'), { maxLength: 3 })
      .map((all) => `<x:node xmlns:y="urn:y" y:b="1">${all.join('')}</x:node>`),
  ),
}));

describe('extensions', () => {
  test('foreign ones are never judged and always kept', () =>
    fc.assert(
      fc.asyncProperty(tree, attributeText.filter(legal), async (extension, name) => {
        const task = `<bpmn:task id="A" name="${escaped(name)}"><bpmn:extensionElements>${extension}</bpmn:extensionElements></bpmn:task>`;
        const { codes, ms } = await survive(wrap(task));
        expect(codes).toEqual([]);
        expect(ms).toBeLessThan(1_000);
        const { xml } = await rewriteBpmn(wrap(task));
        expect(xml?.match(/<x:(leaf|node)/g)).toEqual(extension.match(/<x:(leaf|node)/g));
        expect((await rewriteBpmn(xml ?? '')).xml).toBe(xml);
      }),
      { numRuns: 100 },
    ));

  test("zeebe's with any values, FEEL or not", () =>
    fc.assert(
      fc.asyncProperty(fc.array(attributeText.filter(legal), { minLength: 6, maxLength: 6 }), (texts) => {
        const [type, source1, target, key, value, condition] = texts.map(escaped);
        const task = `<bpmn:serviceTask id="A"><bpmn:extensionElements><zeebe:taskDefinition type="${type}" retries="${key}" /><zeebe:ioMapping><zeebe:input source="=${source1}" target="${target}" /></zeebe:ioMapping><zeebe:taskHeaders><zeebe:header key="${key}" value="${value}" /></zeebe:taskHeaders></bpmn:extensionElements></bpmn:serviceTask>`;
        const flow = `<bpmn:sequenceFlow id="F" sourceRef="A" targetRef="A"><bpmn:conditionExpression>=${condition}</bpmn:conditionExpression></bpmn:sequenceFlow>`;
        return never(wrap(task + flow));
      }),
      { numRuns: 150 },
    ));
});

const names = [
  'bpmn:subProcess',
  'bpmn:laneSet',
  'bpmn:task',
  'bpmn:extensionElements',
  'x:a',
  'zeebe:properties',
  'bpmn:foo',
  'q:a',
];

test('100,000 nested elements of any kind, closed or not, are refused at once', () =>
  fc.assert(
    fc.asyncProperty(fc.constantFrom(...names), fc.boolean(), async (name, closed) => {
      const inner =
        `<${name}>`.repeat(100_000 / (closed ? 2 : 1)) + (closed ? `</${name}>`.repeat(50_000) : '');
      const { readable, ms } = await survive(wrap(inner));
      expect(readable).toBe(false);
      expect(ms).toBeLessThan(1_000);
    }),
    { numRuns: 10 },
  ));
