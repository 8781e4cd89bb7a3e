import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = process.cwd();
const zst = join(root, 'apps/server/bin/zst.mjs');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zst-cli-'));
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

function write(name: string, content: unknown): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return name;
}

const bpmn = (content: string) => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="t">
  <process id="p" isExecutable="true">${content}</process>
</definitions>`;

const pruefen = bpmn(`
  <startEvent id="Start"/><sequenceFlow id="f1" sourceRef="Start" targetRef="Pruefen"/>
  <userTask id="Pruefen"><extensionElements><zeebe:userTask/></extensionElements></userTask>
  <sequenceFlow id="f2" sourceRef="Pruefen" targetRef="Ende"/><endEvent id="Ende"/>`);

const dmn = (rows: string) => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="drd" name="DRD" namespace="t">
  <decision id="ziel" name="Ziel der Meldung"><decisionTable id="tabelle">
    <input id="e1" label="Bereiche"><inputExpression id="x1"><text>bereiche</text></inputExpression></input>
    <output id="a1" name="ziel"/><annotation name="Quelle"/>${rows}
  </decisionTable></decision>
</definitions>`;
const row = (id: string, test: string, result: string) =>
  `<rule id="${id}"><inputEntry id="${id}_e"><text>${test}</text></inputEntry><outputEntry id="${id}_a"><text>${result}</text></outputEntry><annotationEntry><text>S0</text></annotationEntry></rule>`;

const scenario = {
  name: 'Eine Aufgabe',
  models: ['p.bpmn'],
  start: { process: 'p', variables: {} },
  steps: [{ complete: 'Pruefen' }],
  expect: { state: 'completed', path: ['Start', 'Pruefen', 'Ende'] },
};

describe('zst test', () => {
  test('passes', () => {
    write('gut/p.bpmn', pruefen);
    write('gut/a.szenario.json', scenario);
    const { code, out } = call('test', 'gut');
    expect(out).toContain('✓ gut/a.szenario.json – Eine Aufgabe');
    expect(out).toContain('1 Szenario: 1 bestanden, 0 gescheitert');
    expect(code).toBe(0);
  });

  test('several folders: how many scenarios lie in each', () => {
    for (const file of ['viele/eins/a', 'viele/eins/b', 'viele/zwei/a']) {
      write(`${file.slice(0, -1)}p.bpmn`, pruefen);
      write(`${file}.szenario.json`, scenario);
    }
    write('viele/zwei/b.szenario.json', { ...scenario, expect: { state: 'active' } });
    const { out } = call('test', 'viele');
    expect(out).toContain('\nviele/eins  2\nviele/zwei  2  1 gescheitert\n\n4 Szenarien: 3 bestanden');
  });

  test('says what differs, exit code 1', () => {
    write('rot/p.bpmn', pruefen);
    write('rot/a.szenario.json', { ...scenario, expect: { waitingAt: ['Pruefen'], state: 'active' } });
    const { code, out, err } = call('test', 'rot/a.szenario.json');
    expect(code).toBe(1);
    expect(out).toContain('✗ rot/a.szenario.json');
    expect(out).toMatch(/erwartet "active", tatsächlich "completed"/);
    expect(err).toBe('');
  });

  test('--json gives one result per scenario with its trace', () => {
    write('json/p.bpmn', pruefen);
    write('json/a.szenario.json', scenario);
    const { code, out } = call('test', 'json', '--json');
    const { results, ...summary } = JSON.parse(out) as { results: { trace: { elementId: string }[] }[] };
    expect(summary).toEqual({ ok: true, passed: 1, failed: 0 });
    expect(results).toMatchObject([
      { file: 'json/a.szenario.json', name: 'Eine Aufgabe', passed: true, failures: [] },
    ]);
    expect(results[0]!.trace.map(({ elementId }) => elementId)).toEqual(
      expect.arrayContaining(['Start', 'Pruefen', 'Ende']),
    );
    expect(code).toBe(0);
  });

  const broken: [name: string, content: unknown, part: string][] = [
    ['json', '{\n "name": }', 'Zeile 2, Spalte 10'],
    ['shape', { name: 'x', models: [] }, '„models“'],
    ['expectation', { ...scenario, expect: { stat: 'completed' } }, '„stat“ ist unbekannt'],
    ['step', { ...scenario, steps: [{ komplett: 'A' }] }, 'Schritt 1'],
    ['model', { ...scenario, models: ['weg.bpmn'] }, '„weg.bpmn“'],
    ['xml', { ...scenario, models: ['kaputt.bpmn'] }, 'kaputt.bpmn: '],
    ['process', { ...scenario, start: { process: 'q' } }, 'q'],
  ];

  test.each(broken)(
    'a broken scenario (%s) fails with its place, without a stack trace',
    (name, content, part) => {
      write('kaputt/p.bpmn', pruefen);
      write('kaputt/kaputt.bpmn', '<definitions');
      const { code, out, err } = call('test', write(`kaputt/${name}.szenario.json`, content));
      expect(out).toContain(part);
      expect(out + err).not.toMatch(/\n\s+at /);
      expect(code).toBe(1);
    },
  );
});

describe('zst check', () => {
  test('findings carry code, element and both languages', () => {
    write(
      'pruefung/p.bpmn',
      pruefen.replace('<endEvent id="Ende"/>', '<endEvent id="Ende"/><complexGateway id="Komplex"/>'),
    );
    write('pruefung/t.dmn', dmn(row('z1', '&gt;', '1')));
    write('pruefung/f.form', {
      id: 'f',
      schemaVersion: 18,
      components: [{ type: 'filepicker', id: 'Datei' }],
    });
    const { code, out } = call('check', 'pruefung', '--json');
    const { ok, findings } = JSON.parse(out) as { ok: boolean; findings: object[] };
    expect({ ok, code }).toEqual({ ok: false, code: 1 });
    const message = { de: expect.any(String), en: expect.any(String) };
    expect(findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          file: 'pruefung/p.bpmn',
          severity: 'error',
          elementId: 'Komplex',
          message,
        }),
        expect.objectContaining({ file: 'pruefung/t.dmn', code: 'FEEL_SYNTAX', elementId: 'z1_e', message }),
        expect.objectContaining({
          file: 'pruefung/f.form',
          code: 'FORM_UNSUPPORTED',
          elementId: 'Datei',
          message,
        }),
      ]),
    );
    expect(call('check', 'pruefung').out).toMatch(/3 Dateien: [3-5] Fehler/);
  });

  test('says below a finding what to do about it', () => {
    write('rat/p.bpmn', pruefen);
    expect(call('check', 'rat').out).toMatch(
      /! Pruefen: .* \[NOBODY_ASSIGNED\]\n {6}→ Gruppen oder eine Person/,
    );
    const { findings } = JSON.parse(call('check', 'rat', '--json').out) as { findings: object[] };
    const fix = { de: expect.any(String), en: expect.any(String) };
    expect(findings).toContainEqual(expect.objectContaining({ code: 'NOBODY_ASSIGNED', fix }));
  });

  test('sound files pass; what is called may lie beside', () => {
    write('ok/t.dmn', dmn(row('z1', '&gt; 1', '"CM"')));
    const calling = `<startEvent id="S"/><sequenceFlow id="f1" sourceRef="S" targetRef="B"/>
      <businessRuleTask id="B"><extensionElements><zeebe:calledDecision decisionId="ziel" resultVariable="r"/></extensionElements></businessRuleTask>
      <sequenceFlow id="f2" sourceRef="B" targetRef="E"/><endEvent id="E"/>`;
    const { code, out } = call('check', write('ok/p.bpmn', bpmn(calling)));
    expect(out).toContain('1 Datei: 0 Fehler');
    expect(code).toBe(0);
  });

  test('a municipality is checked as a whole, with what it inherits', () => {
    write('land/gemeinsam/a.form', { id: 'a', schemaVersion: 18, components: [] });
    write('land/ort/kommune.json', {
      ...{ id: 'ort', name: 'Ort', kurz: 'ORT', einleitung: '', zugaenge: [], erbt: ['../gemeinsam'] },
      organisationen: [{ id: 'x', name: 'X', art: 'koordinierungsstelle', email: '' }],
    });
    const task = (form: string) =>
      pruefen.replace(
        '<zeebe:userTask/>',
        `<zeebe:userTask/><zeebe:formDefinition formId="${form}"/><zeebe:assignmentDefinition candidateGroups="x:koordination"/>`,
      );
    write('land/ort/p.bpmn', task('a'));
    expect(call('check', 'land/ort')).toMatchObject({ code: 0, out: expect.stringContaining('0 Fehler') });
    write('land/ort/p.bpmn', task('fehlt'));
    const { code, out } = call('check', 'land/ort');
    expect(code).toBe(1);
    expect(out).toMatch(/Pruefen: .*„fehlt“.*\[FORM_MISSING\]/);
  });
});

describe('zst decide', () => {
  const table = dmn(row('z1', '&lt; 2', '"NORMAL"') + row('z2', '&gt;= 2', '"KOMPLEX"'));

  test('explains row and source', () => {
    const { code, out } = call(
      'decide',
      write('e/t.dmn', table),
      '--decision',
      'Ziel der Meldung',
      '--input',
      '{"bereiche": 3}',
    );
    expect(out).toContain('Ergebnis: "KOMPLEX"');
    expect(out).toContain('Zeile 2: Quelle: S0');
    expect(code).toBe(0);
    const json = call('decide', 'e/t.dmn', '--input', '{"bereiche": 1}', '--json').out;
    expect(JSON.parse(json)).toMatchObject({
      ok: true,
      decision: 'ziel',
      results: [{ result: 'NORMAL', explanation: [{ hits: [{ ruleNumber: 1 }] }] }],
    });
  });

  test('runs cases', () => {
    const cases = write('e/faelle.json', [
      { name: 'komplex', input: { bereiche: 2 }, expect: 'KOMPLEX' },
      { name: 'falsch', input: { bereiche: 1 }, expect: 'KOMPLEX' },
    ]);
    const { code, out } = call('decide', write('e/t.dmn', table), '--cases', cases);
    expect(out).toContain('✓ komplex');
    expect(out).toContain('✗ falsch');
    expect(out).toContain('2 Fälle: 1 bestanden, 1 gescheitert');
    expect(code).toBe(1);
    const json = call('decide', 'e/t.dmn', '--cases', cases, '--json').out;
    expect(JSON.parse(json)).toEqual([
      { name: 'komplex', result: 'KOMPLEX', problems: [], expected: 'KOMPLEX', passed: true },
      { name: 'falsch', result: 'NORMAL', problems: [], expected: 'KOMPLEX', passed: false },
    ]);
  });
});

test('a reader that has seen enough (| head) is no failure', () => {
  const line = `"${process.execPath}" "${zst}" test "${join(root, 'processes')}" --json | head -n 1`;
  const { stdout, stderr } = spawnSync('sh', ['-c', line], { cwd: folder, encoding: 'utf8' });
  expect([stdout, stderr]).toEqual(['{\n', '']);
});

describe('wrong calls', () => {
  const wrong: [args: string[], part: string][] = [
    [['tset'], '„tset“ gibt es nicht'],
    [['test'], 'Es fehlt ein Ordner oder eine Datei'],
    [['test', 'gibtsnicht'], '[FILE_NOT_FOUND]'],
    [['test', 'leer'], '[NO_SCENARIOS]'],
    [['check', 'leer'], '[NO_MODELS]'],
    [['test', '--jsn', 'leer'], '„--jsn“'],
    [['decide', 'gibtsnicht.dmn', '--input', '{}'], '[FILE_NOT_FOUND]'],
    [['decide', 'w/t.dmn', '--input', '{x'], 'Zeile 1, Spalte 2'],
    [['decide', 'w/t.dmn'], '--input oder --cases'],
    [['decide', 'w/t.dmn', '--decision', 'weg', '--input', '{}'], 'Vorhanden: ziel'],
  ];

  test.each(wrong)('zst %j is exit code 2 with a reason', (args, part) => {
    mkdirSync(join(folder, 'leer'), { recursive: true });
    write('w/t.dmn', dmn(row('z1', '-', '1')));
    const { code, err } = call(...args);
    expect(err).toContain(part);
    expect(err).not.toMatch(/\n\s+at /);
    expect(code).toBe(2);
  });

  test('help lists the commands', () => {
    const { code, out } = call('help');
    expect(out).toContain('zst test');
    expect(out).toContain('zst check');
    expect(code).toBe(0);
    expect(call()).toMatchObject({ code: 2 });
  });
});
