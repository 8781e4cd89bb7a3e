/** A decision table for tests, written as data. */
export interface TableSketch {
  id: string;
  hitPolicy?: string;
  aggregation?: string;
  /** FEEL of the columns; `source | allowed values` */
  inputs: string[];
  /** `name | allowed values` */
  outputs: string[];
  annotations?: string[];
  /** inputs, outputs and annotations of a row */
  rows: string[][];
  requires?: string[];
  inputData?: string[];
}

const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const text = (value: string) => `<text>${escape(value)}</text>`;

export function tableXml(sketch: TableSketch): string {
  const { id, inputs, outputs, annotations = [], rows } = sketch;
  const attributes = [
    `hitPolicy="${sketch.hitPolicy ?? 'UNIQUE'}"`,
    sketch.aggregation ? `aggregation="${sketch.aggregation}"` : '',
  ].join(' ');
  return decisionXml(
    sketch,
    `<decisionTable id="${id}_table" ${attributes}>
      ${inputs.map((input, i) => inputXml(id, input, i)).join('')}
      ${outputs.map((output, i) => outputXml(id, output, i)).join('')}
      ${annotations.map((name) => `<annotation name="${name}"/>`).join('')}
      ${rows.map((row, i) => ruleXml(sketch, row, i + 1)).join('')}
    </decisionTable>`,
  );
}

export function literalXml(sketch: {
  id: string;
  source: string;
  requires?: string[];
  inputData?: string[];
}) {
  return decisionXml(
    sketch,
    `<literalExpression id="${sketch.id}_literal">${text(sketch.source)}</literalExpression>`,
  );
}

export function definitionsXml(content: string[], version = '20191111'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
  <definitions xmlns="https://www.omg.org/spec/DMN/${version}/MODEL/" id="drd" name="DRD" namespace="http://test">
    ${content.join('\n')}
  </definitions>`;
}

export function inputDataXml(name: string): string {
  return `<inputData id="data_${name}" name="${name}"/>`;
}

function decisionXml(
  { id, requires = [], inputData = [] }: { id: string; requires?: string[]; inputData?: string[] },
  logic: string,
): string {
  const needs = [
    ...requires.map((other) => `<requiredDecision href="#${other}"/>`),
    ...inputData.map((name) => `<requiredInput href="#data_${name}"/>`),
  ];
  const requirements = needs.map(
    (need, i) => `<informationRequirement id="${id}_r${i}">${need}</informationRequirement>`,
  );
  return `<decision id="${id}" name="${id} (Name)"><variable id="${id}_v" name="${id}"/>${requirements.join('')}${logic}</decision>`;
}

function inputXml(id: string, input: string, i: number): string {
  const [source = '', allowed] = input.split('|').map((part) => part.trim());
  const values = allowed ? `<inputValues id="${id}_a${i}">${text(allowed)}</inputValues>` : '';
  return `<input id="${id}_i${i}"><inputExpression id="${id}_e${i}">${text(source)}</inputExpression>${values}</input>`;
}

function outputXml(id: string, output: string, i: number): string {
  const [name = '', allowed] = output.split('|').map((part) => part.trim());
  const values = allowed ? `<outputValues id="${id}_v${i}">${text(allowed)}</outputValues>` : '';
  return `<output id="${id}_o${i}"${name === '' ? '' : ` name="${name}"`}>${values}</output>`;
}

function ruleXml({ id, inputs, outputs }: TableSketch, row: string[], number: number): string {
  const cells = row.map((cell, i) => {
    const cellId = `${id}_${number}_${i}`;
    if (i < inputs.length) return `<inputEntry id="${cellId}">${text(cell)}</inputEntry>`;
    if (i < inputs.length + outputs.length) return `<outputEntry id="${cellId}">${text(cell)}</outputEntry>`;
    return `<annotationEntry>${text(cell)}</annotationEntry>`;
  });
  return `<rule id="${id}_${number}">${cells.join('')}</rule>`;
}
