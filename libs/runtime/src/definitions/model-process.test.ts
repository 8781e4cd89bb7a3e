import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ModelProcess } from './model-process.js';

const wrap = (content: string) =>
  `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">${content}</bpmn:definitions>`;
const model = wrap('<bpmn:process id="p"><bpmn:task id="a" name="Prüfen" /></bpmn:process>');
const folder = mkdtempSync(join(tmpdir(), 'zst-models-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A program that does what the model says. */
const echo = pathToFileURL(join(folder, 'echo.mjs'));
writeFileSync(
  echo,
  `process.on('message', ({ xml }) => {
    if (xml === 'busy') for (;;);
    if (xml === 'dead') process.exit(1);
    if (xml === 'full') for (const all = [];;) all.push(new Array(1000).fill(0));
    if (xml === 'long') for (const all = [];;) all.push(0);
    const result = { model: null, findings: [], xml: xml === 'env' ? Object.keys(process.env).join() : xml };
    process.send(xml === 'bug' ? { error: 'a bug' } : { result });
  });`,
);

let models: ModelProcess;
const open = (options?: ConstructorParameters<typeof ModelProcess>[0]) =>
  (models = new ModelProcess(options));
afterEach(() => models.stop());

test('reads a model and checks a package as the process itself would', async () => {
  open();
  const read = await models.read(model);
  expect(read.findings).toEqual([]);
  expect(read.model?.processes[0]?.nodes[0]).toMatchObject({ id: 'a', name: 'Prüfen' });
  const job = '<bpmn:extensionElements><zeebe:taskDefinition type="x" /></bpmn:extensionElements>';
  const sub = wrap(
    `<bpmn:process id="p" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"><bpmn:task id="a" /><bpmn:subProcess id="s"><bpmn:serviceTask id="b">${job}</bpmn:serviceTask></bpmn:subProcess></bpmn:process>`,
  );
  expect(await models.extensions(sub)).toMatchObject([
    { id: 'b', extensions: { taskDefinition: { type: 'x' } } },
  ]);
  const findings = await models.check([{ path: 'a.bpmn', content: wrap('<bpmn:foo id="x" />') }]);
  expect(findings).toMatchObject([{ code: 'XML_UNKNOWN_ELEMENT', elementId: 'x', file: 'a.bpmn' }]);
});

test('timers of the process run while a job does', async () => {
  open({ entry: echo, limit: 500 });
  let turns = 0;
  const count = setInterval(() => (turns += 1), 20);
  await models.read('busy');
  clearInterval(count);
  expect(turns).toBeGreaterThan(3);
});

test('what takes too long is given up, and the next job runs', async () => {
  open({ entry: echo, limit: 1_000 });
  const [busy, next] = await Promise.all([models.read('busy'), models.read('b')]);
  expect(busy).toMatchObject({ model: null, findings: [{ code: 'PARSE_TIMEOUT', severity: 'error' }] });
  expect(next).toMatchObject({ xml: 'b', findings: [] });
});

test.each(['dead', 'full', 'long'])('a process that ends (%s) is answered with a finding', async (how) => {
  open({ entry: echo });
  expect((await models.read(how)).findings).toMatchObject([{ code: 'PARSE_CRASHED', severity: 'error' }]);
  expect(await models.read('b')).toMatchObject({ xml: 'b' });
});

test('a bug in the other process is a bug here', async () => {
  open({ entry: echo });
  await expect(models.read('bug')).rejects.toThrow('a bug');
  expect(await models.read('b')).toMatchObject({ xml: 'b' });
});

test('no secret of the environment reaches the other process', async () => {
  open({ entry: echo });
  expect(await models.read('env')).toMatchObject({ xml: '' });
});
