import { expect, test } from '@jest/globals';
import { readKommune } from './kommune-schema.js';
import { checkVerweise, constantsOf } from './verweise.js';

test.each([
  ['ks:koordination, a:gremium', ['ks:koordination', 'a:gremium']],
  ['="ks:koordination"', ['ks:koordination']],
  ['=["ks:koordination", anliegen.gruppe]', ['ks:koordination']],
  ['="pg-" + anliegen.stadt + ":gremium"', []],
  ['=[traeger + ":case_management", "ks:koordination"]', ['ks:koordination']],
  ['=if a = "x" then "ks:koordination" else b', []],
  ['=gruppen[item != "a:gremium"]', []],
  ['=append(gruppen, "a", "ks:koordination")', []],
  ['=for i in 1..1000000000 return "x"', []],
  ['', []],
])('%s names for certain %j', (expression, names) => expect(constantsOf(expression)).toEqual(names));

const { kommune } = readKommune(
  JSON.stringify({
    id: 'ort',
    name: 'Ort',
    kurz: 'ORT',
    einleitung: '',
    zugaenge: [],
    organisationen: [{ id: 'ks', name: 'KS', art: 'koordinierungsstelle', email: '' }],
  }),
);

const model = (tasks: string) =>
  `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
    id="d" targetNamespace="x"><bpmn:process id="p" isExecutable="true"><bpmn:subProcess id="s">${tasks}</bpmn:subProcess></bpmn:process></bpmn:definitions>`;

const mail = (id: string, headers: string, empfaenger = '"melder"') =>
  `<bpmn:serviceTask id="${id}"><bpmn:extensionElements><zeebe:taskDefinition type="benachrichtigung" />
    <zeebe:ioMapping><zeebe:input source="=${empfaenger.replaceAll('"', '&quot;')}" target="empfaenger" /></zeebe:ioMapping>
    <zeebe:taskHeaders>${headers}</zeebe:taskHeaders></bpmn:extensionElements></bpmn:serviceTask>`;

const vorlage = (name: string) => `<zeebe:header key="vorlage" value="${name}" />`;

const task = (id: string, gruppen: string) =>
  `<bpmn:userTask id="${id}"><bpmn:extensionElements><zeebe:userTask />
    <zeebe:assignmentDefinition candidateGroups="${gruppen.replaceAll('"', '&quot;')}" /></bpmn:extensionElements></bpmn:userTask>`;

async function check(tasks: string): Promise<(string | undefined)[][]> {
  if (!kommune) throw new Error('kommune.json of the test');
  const files = [
    { path: 'a.bpmn', content: model(tasks) },
    { path: 'nachrichten/da.md', content: 'Betreff: Da\n\nText' },
  ];
  return (await checkVerweise(kommune, files)).map(({ code, elementId, severity }) => [
    code,
    elementId,
    severity,
  ]);
}

test('what is there is fine', async () => {
  const mails = mail('m1', vorlage('da')) + mail('m2', vorlage('da'), '["ks:koordination", "ks", x.gruppe]');
  expect(await check(mails + task('t', '=["ks:koordination"]') + task('u', '=[x.gruppe]'))).toEqual([]);
});

test.each([
  ['a missing template', mail('m', vorlage('weg')), 'VORLAGE_FEHLT'],
  ['a template outside', mail('m', vorlage('../kommune')), 'VORLAGE_FEHLT'],
  ['no template', mail('m', ''), 'VORLAGE_FEHLT'],
  ['an unknown addressee', mail('m', vorlage('da'), '"weg:koordination"'), 'ORGANISATION_UNBEKANNT'],
  ['an unknown group', task('m', '=["weg:koordination"]'), 'ORGANISATION_UNBEKANNT'],
  ['an unknown group as text', task('m', 'weg:koordination'), 'ORGANISATION_UNBEKANNT'],
  ['a role that does not exist', task('m', '=["ks:chef"]'), 'GRUPPE_UNLESBAR'],
])('%s is an error at the element', async (_, tasks, code) =>
  expect(await check(tasks)).toEqual([[code, 'm', 'error']]),
);
