import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = process.cwd();
const zst = join(root, 'apps/server/bin/zst.mjs');
const text = readFileSync(join(root, 'docs/soundness.md'), 'utf8');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zst-soundness-'));
  call('help');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function call(...args: string[]): string {
  return spawnSync(process.execPath, [zst, ...args], { cwd: folder, encoding: 'utf8' }).stdout;
}

/** The blocks of the document in one language. */
function blocks(language: string): string[] {
  return [...text.matchAll(new RegExp('```' + language + '\\n([\\s\\S]*?)\\n```', 'g'))].map(
    ([, block = '']) => block,
  );
}

test('docs/soundness.md shows what the tool prints and writes', () => {
  const [model = ''] = blocks('xml');
  writeFileSync(join(folder, 'antrag.bpmn'), model);
  const commands = blocks('console').map((block) => block.split(/\n(.*)/s));
  expect(commands.map(([command]) => command)).toEqual([
    '$ zst check antrag.bpmn --counterexamples gegenbeispiele',
    '$ zst test gegenbeispiele',
  ]);
  for (const [command = '', output = ''] of commands)
    expect(call(...command.split(' ').slice(2)).trimEnd()).toBe(output);
  const [file = ''] = readdirSync(join(folder, 'gegenbeispiele'));
  expect(text).toContain(`\`gegenbeispiele/${file}\``);
  const scenario: unknown = JSON.parse(readFileSync(join(folder, 'gegenbeispiele', file), 'utf8'));
  expect(scenario).toEqual(JSON.parse(blocks('json')[0] ?? ''));
});

test('the mended model is sound, and its counter-example fails', () => {
  const mended = (blocks('xml')[0] ?? '').replace('parallelGateway', 'exclusiveGateway');
  writeFileSync(join(folder, 'antrag.bpmn'), mended);
  expect(call('check', 'antrag.bpmn')).toContain('1 Datei: 0 Fehler, 0 Warnungen');
  expect(call('test', 'gegenbeispiele')).toContain('0 bestanden, 1 gescheitert');
});

test('without the option, says how to get them; file names hold nothing but words', () => {
  const model = (blocks('xml')[0] ?? '').replaceAll('Beides"', 'Beides.2"');
  writeFileSync(join(folder, 'antrag.bpmn'), model);
  expect(call('check', 'antrag.bpmn')).toContain('zst check antrag.bpmn --counterexamples <Ordner>');
  call('check', 'antrag.bpmn', '--counterexamples', 'andere');
  expect(readdirSync(join(folder, 'andere'))).toEqual(['deadlock-Beides_2.szenario.json']);
});
