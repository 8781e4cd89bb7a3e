import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const zst = join(process.cwd(), 'apps/server/bin/zst.mjs');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zst-compile-'));
  // the first call compiles what is stale
  call('help');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function call(...args: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [zst, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

const one = (id: string) => `<process id="${id}" name="Ablauf ${id}" isExecutable="true">
  <startEvent id="${id}_Start"/><sequenceFlow id="${id}_f" sourceRef="${id}_Start" targetRef="${id}_Ende"/><endEvent id="${id}_Ende" name="Fertig"/></process>`;

function write(name: string, ...processes: string[]): string {
  const xml = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t">${processes.join('')}</definitions>`;
  writeFileSync(join(folder, name), xml);
  return name;
}

const machine = {
  id: 'p',
  description: 'Ablauf p',
  initial: 'p_Start',
  states: {
    p_Start: { always: [{ target: 'p_Ende', meta: { flow: 'p_f' } }] },
    p_Ende: { type: 'final', description: 'Fertig' },
  },
};

describe('zst compile', () => {
  test('prints the machine', () => {
    const { code, out, err } = call('compile', write('p.bpmn', one('p')));
    expect(JSON.parse(out)).toMatchObject(machine);
    expect([code, err]).toEqual([0, '']);
  });

  test('--out writes it into a file and says so', () => {
    const { code, out } = call('compile', write('p.bpmn', one('p')), '--out', 'p.json');
    expect([code, out]).toEqual([0, '✓ p.json: Ablauf p, 2 Zustände\n']);
    expect(JSON.parse(readFileSync(join(folder, 'p.json'), 'utf8'))).toMatchObject(machine);
    const { out: json } = call('compile', 'p.bpmn', '--out', 'p.json', '--json');
    expect(JSON.parse(json)).toEqual({ ok: true, process: 'p', file: 'p.json', states: 2 });
  });

  test('--process chooses among several', () => {
    const file = write('zwei.bpmn', one('p'), one('q'));
    expect(JSON.parse(call('compile', file, '--process', 'q').out)).toMatchObject({ id: 'q' });
    expect(call('compile', file)).toMatchObject({
      code: 2,
      err: expect.stringContaining('--process wählt einen: p, q'),
    });
    expect(call('compile', file, '--process', 'r')).toMatchObject({
      code: 2,
      err: expect.stringContaining('Vorhanden: p, q. [PROCESS_NOT_FOUND]'),
    });
  });

  test('what is no BPMN is exit code 1 with a reason', () => {
    writeFileSync(join(folder, 'kaputt.bpmn'), '<definitions');
    const { code, out, err } = call('compile', 'kaputt.bpmn');
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^✗ kaputt\.bpmn: .*\[XML_/);
    const json = call('compile', 'kaputt.bpmn', '--json');
    expect(JSON.parse(json.out)).toMatchObject({ ok: false, findings: [{ severity: 'error' }] });
  });

  test.each([
    [['compile'], 'Es fehlt ein Ordner oder eine Datei'],
    [['compile', '.'], 'genau eine Datei'],
    [['compile', 'p.bpmn', '--out', 'weg/p.json'], '[NOT_WRITABLE]'],
  ])('zst %j is exit code 2 with a reason', (args, part) => {
    write('p.bpmn', one('p'));
    const { code, err } = call(...args);
    expect(err).toContain(part);
    expect(err).not.toMatch(/\n\s+at /);
    expect(code).toBe(2);
  });
});
