// Models and inputs of the benchmark of decisions; the same in each run.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readDmn } from '@zusteuerung/decisions';

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const cell = (kind, id, text) => `<${kind} id="${id}"><text>${escaped(text)}</text></${kind}>`;

const areas = ['wohnen', 'arbeit', 'sprache', 'schule', 'gesundheit', 'finanzen', 'aufenthalt', 'familie'];

/** What one row asks and answers: an area and others, an interval of ages, a number at least, a yes or no. */
export function rowOf(i) {
  const first = areas[i % areas.length];
  const second = areas[(i + 3) % areas.length];
  const low = Math.floor(i / areas.length) * 5;
  return {
    inputs: [
      i % 5 === 0 ? `not("${second}")` : `"${first}", "${second}"`,
      i % 7 === 0 ? '-' : `[${low}..${low + 5})`,
      i % 3 === 0 ? '-' : `>= ${i % 4}`,
      i % 4 === 0 ? '-' : i % 2 === 0 ? 'true' : 'false',
    ],
    output: `"ziel-${i}"`,
  };
}

const columns = ['bereich', 'alter', 'institutionen', 'einwilligung'];
const types = ['string', 'number', 'number', 'boolean'];

/** A decision table of four inputs; `asks` replaces the first by the result of another decision. */
export function tableXml(id, rows, { hitPolicy = 'FIRST', requires = [], asks = columns[0] } = {}) {
  const sources = [asks, ...columns.slice(1)];
  const inputs = sources.map(
    (source, i) =>
      `<input id="${id}_i${i}" label="${source}"><inputExpression id="${id}_e${i}" typeRef="${types[i]}"><text>${source}</text></inputExpression></input>`,
  );
  const rules = Array.from({ length: rows }, (_, i) => {
    const { inputs: cells, output } = rowOf(i);
    const asked = cells.map((text, c) => cell('inputEntry', `${id}_${i}_${c}`, text));
    return `<rule id="${id}_${i}">${asked.join('')}${cell('outputEntry', `${id}_${i}_o`, output)}<annotationEntry><text>Quelle ${i}</text></annotationEntry></rule>`;
  });
  const needs = [
    ...requires.map((other) => `<requiredDecision href="#${other}"/>`),
    ...columns.map((name) => `<requiredInput href="#${name}"/>`),
  ].map((need, i) => `<informationRequirement id="${id}_r${i}">${need}</informationRequirement>`);
  return `<decision id="${id}" name="${id}"><variable name="${id}"/>${needs.join('')}<decisionTable id="${id}_t" hitPolicy="${hitPolicy}">${inputs.join('')}<output id="${id}_o" typeRef="string"/><annotation name="Quelle"/>${rules.join('')}</decisionTable></decision>`;
}

/** A model with these decisions. */
export async function modelOf(...decisions) {
  const data = columns.map(
    (name, i) =>
      `<inputData id="${name}" name="${name}"><variable name="${name}" typeRef="${types[i]}"/></inputData>`,
  );
  const { model, findings } = await readDmn(
    `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="t">${data.join('')}${decisions.join('')}</definitions>`,
  );
  if (!model) throw new Error(JSON.stringify(findings));
  return model;
}

/** Five tables of 20 rows; the last needs two, and these need one more each. */
export function fiveTables() {
  return modelOf(
    tableXml('d1', 20),
    tableXml('d2', 20),
    tableXml('d3', 20, { requires: ['d1'], asks: 'd1' }),
    tableXml('d4', 20, { requires: ['d2'], asks: 'd2' }),
    tableXml('d5', 20, { requires: ['d3', 'd4'], asks: 'd3' }),
  );
}

/** Inputs that hit different rows, or none. */
export const inputs = Array.from({ length: 64 }, (_, i) => ({
  bereich: areas[(i * 5) % areas.length],
  alter: (i * 7) % 40,
  institutionen: i % 4,
  einwilligung: i % 3 !== 0,
}));

/** The routing rule of Rheine (five tables, two expressions) with the Meldungen of its scenarios. */
export async function routing() {
  const folder = new URL('../../processes/rheine/', import.meta.url);
  const read = (name) => readFileSync(fileURLToPath(new URL(name, folder)), 'utf8');
  const { model } = await readDmn(read('zusteuerung.dmn'));
  const meldungen = [
    'T01-mietschulden-und-schulprobleme-links-der-ems',
    'T02-zwei-lebensbereiche-zwei-institutionen-rechts-der-ems',
    'T03-auslaenderbehoerde-meldet-drei-lebensbereiche',
    'T09-selbstmeldung-nur-auskunft',
  ].map((name) => JSON.parse(read(`szenarien/${name}.szenario.json`)).start.variables);
  return { model, inputs: meldungen };
}
