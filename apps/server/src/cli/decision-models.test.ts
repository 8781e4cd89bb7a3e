import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evaluateDecision } from '@zusteuerung/decisions';
import { chooseCallable, findCallable, readModels } from './decision-models.js';

const schema = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
const folder = mkdtempSync(join(tmpdir(), 'decide-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, imports: string[], body: string): string {
  const path = join(folder, name);
  const all = imports.map((other) => `<import name="" namespace="urn:${other}" importType="${schema}"/>`);
  const root = `<definitions xmlns="${schema}" name="${name}" namespace="urn:${name}">`;
  writeFileSync(path, `<?xml version="1.0"?>\n${root}${all.join('')}${body}</definitions>`);
  return path;
}

const literal = (name: string, text: string, required = '') =>
  `<decision id="_${name.replace(/ /g, '')}" name="${name}"><variable name="${name}"/>${required}` +
  `<literalExpression><text>${text}</text></literalExpression></decision>`;
const requires = (href: string) =>
  `<informationRequirement><requiredDecision href="${href}"/></informationRequirement>`;

const main = write('haupt.dmn', ['stufen.dmn'], literal('ergebnis', 'stufe + 1', requires('#_stufe')));
write('stufen.dmn', ['fristen.dmn', 'haupt.dmn'], '');
write('fristen.dmn', [], literal('stufe', '2') + literal('lange  Frist', '14'));
write('fremd.dmn', [], literal('stufe', '99'));
writeFileSync(join(folder, 'kaputt.dmn'), '<definitions');

test('imports come from the files beside, each once, also from imports of imports and in a circle', async () => {
  const { own, all } = await readModels([main]);
  expect(own.map(({ name }) => name)).toEqual(['haupt.dmn']);
  expect(all.map(({ name }) => name)).toEqual(['haupt.dmn', 'stufen.dmn', 'fristen.dmn']);
  const { result, problems } = evaluateDecision(all, '_ergebnis', {}, { now: '2026-03-02T09:00:00Z' });
  expect({ result, problems }).toEqual({ result: 3, problems: [] });
});

test('a decision is found by its name with other spaces, also in an import', async () => {
  const { own, all } = await readModels([main]);
  expect(chooseCallable(own, undefined).name).toBe('ergebnis');
  expect(findCallable(all, ' lange Frist ')?.name).toBe('lange  Frist');
  expect(findCallable(all, 'kurze Frist')).toBeNull();
  expect(() => chooseCallable(all, 'kurze Frist')).toThrow('There is no decision "kurze Frist"');
});

test('a file that is no model is refused with its place', async () => {
  await expect(readModels([join(folder, 'kaputt.dmn')])).rejects.toMatchObject({ code: 'XML_INVALID' });
});
