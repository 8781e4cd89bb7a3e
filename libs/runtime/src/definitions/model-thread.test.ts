import { ModelThread } from './model-thread.js';

const wrap = (content: string) =>
  `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">${content}</bpmn:definitions>`;
const model = wrap('<bpmn:process id="p"><bpmn:task id="a" name="Prüfen" /></bpmn:process>');
const program = (text: string) => new URL(`data:text/javascript,${encodeURIComponent(text)}`);
const echo = `import { parentPort } from 'node:worker_threads';
  parentPort.on('message', ({ xml }) => {
    if (xml === 'busy') for (;;);
    if (xml === 'dead') process.exit(1);
    if (xml === 'full') for (const all = [];;) all.push(new Array(1000).fill(0));
    parentPort.postMessage(xml === 'bug' ? { error: 'a bug' } : { result: { model: null, findings: [], xml } });
  });`;

let thread: ModelThread;
const open = (options?: ConstructorParameters<typeof ModelThread>[0]) => (thread = new ModelThread(options));
afterEach(() => thread.stop());

test('reads a model and checks a package as the process itself would', async () => {
  open();
  const read = await thread.read(model);
  expect(read.findings).toEqual([]);
  expect(read.model?.processes[0]?.nodes[0]).toMatchObject({ id: 'a', name: 'Prüfen' });
  const job = '<bpmn:extensionElements><zeebe:taskDefinition type="x" /></bpmn:extensionElements>';
  const sub = wrap(
    `<bpmn:process id="p" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"><bpmn:task id="a" /><bpmn:subProcess id="s"><bpmn:serviceTask id="b">${job}</bpmn:serviceTask></bpmn:subProcess></bpmn:process>`,
  );
  expect(await thread.extensions(sub)).toMatchObject([
    { id: 'b', extensions: { taskDefinition: { type: 'x' } } },
  ]);
  const findings = await thread.check([{ path: 'a.bpmn', content: wrap('<bpmn:foo id="x" />') }]);
  expect(findings).toMatchObject([{ code: 'XML_UNKNOWN_ELEMENT', elementId: 'x', file: 'a.bpmn' }]);
});

test('timers of the process run while a job does', async () => {
  open({ entry: program(echo), limit: 500 });
  let turns = 0;
  const count = setInterval(() => (turns += 1), 20);
  await thread.read('busy');
  clearInterval(count);
  expect(turns).toBeGreaterThan(3);
});

test('what takes too long is given up, and the next job runs', async () => {
  open({ entry: program(echo), limit: 1_000 });
  const [busy, next] = await Promise.all([thread.read('busy'), thread.read('b')]);
  expect(busy).toMatchObject({ model: null, findings: [{ code: 'PARSE_TIMEOUT', severity: 'error' }] });
  expect(next).toMatchObject({ xml: 'b', findings: [] });
});

test.each(['dead', 'full'])('a thread that ends (%s) is answered with a finding', async (how) => {
  open({ entry: program(echo) });
  expect((await thread.read(how)).findings).toMatchObject([{ code: 'PARSE_CRASHED', severity: 'error' }]);
  expect(await thread.read('b')).toMatchObject({ xml: 'b' });
});

test('a bug in the thread is a bug here', async () => {
  open({ entry: program(echo) });
  await expect(thread.read('bug')).rejects.toThrow('a bug');
  expect(await thread.read('b')).toMatchObject({ xml: 'b' });
});
