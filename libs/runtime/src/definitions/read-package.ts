import { readBpmn, readStoredBpmn, type BpmnModel } from '@zusteuerung/bpmn';
import { checkDecisions, readDmn, type DmnModel } from '@zusteuerung/decisions';
import { build, checkModels, compile, type Definition, type Finding } from '@zusteuerung/engine';
import { readForm, type Form } from '@zusteuerung/forms';
import type { PackageFile } from '../types.js';
import { caseFindings } from './table-cases.js';
import { elementsOf } from './model-elements.js';

/** The content of a package; `definition` is null when it can't be executed. */
export interface ReadPackage {
  definition: Definition | null;
  forms: Map<string, Form>;
  /** the form-js JSON as deployed, by form id */
  formSchemas: Map<string, object>;
  findings: Finding[];
}

interface Reading extends ReadPackage {
  models: { file: string; model: BpmnModel }[];
  decisions: { file: string; model: DmnModel }[];
  /** cases that tables were agreed on, run at each check */
  cases: PackageFile[];
}

/** Reads a BPMN file, wherever that is best done. */
export type ReadBpmn = typeof readBpmn;

/**
 * Reads models, tables and forms together. Checks are for what is to be deployed; what was deployed once is only
 * read, so that a stricter release does not stop running instances. Findings name their file where that is known.
 */
export async function readPackage(
  files: PackageFile[],
  purpose: 'check' | 'run' = 'check',
  read: ReadBpmn = purpose === 'run' ? readStoredBpmn : readBpmn,
): Promise<ReadPackage> {
  const reading: Reading = {
    definition: null,
    forms: new Map(),
    formSchemas: new Map(),
    findings: [],
    models: [],
    decisions: [],
    cases: [],
  };
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const file of sorted) await readFile(file, reading, read);
  if (purpose === 'run' || !hasError(reading.findings)) checkTogether(reading, purpose);
  const { definition, forms, formSchemas, findings } = reading;
  return { definition, forms, formSchemas, findings };
}

export function hasError(findings: Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}

async function readFile({ path, content }: PackageFile, reading: Reading, read: ReadBpmn): Promise<void> {
  const note = (findings: Finding[]) =>
    reading.findings.push(...findings.map((one) => ({ ...one, file: path })));
  if (path.endsWith('.bpmn')) {
    const { model, findings } = await read(content);
    if (model) reading.models.push({ file: path, model });
    note(findings);
  } else if (path.endsWith('.dmn')) {
    const { model, findings } = await readDmn(content);
    if (model) reading.decisions.push({ file: path, model });
    note(findings);
  } else if (path.endsWith('.faelle.json')) {
    reading.cases.push({ path, content });
  } else if (path.endsWith('.form')) {
    const { form, findings } = readForm(content);
    note(findings);
    if (form && reading.forms.has(form.id)) note([duplicateForm(form.id)]);
    if (form) reading.forms.set(form.id, form);
    if (form) reading.formSchemas.set(form.id, JSON.parse(content) as object);
  }
}

function checkTogether(reading: Reading, purpose: 'check' | 'run'): void {
  const source = {
    models: reading.models.map(({ model }) => model),
    decisions: reading.decisions.map(({ model }) => model),
  };
  const { definition, findings } = purpose === 'run' ? build(source) : compile(source);
  reading.definition = definition;
  add(reading, findings);
  if (purpose === 'run') return;
  for (const { file, model } of reading.decisions) {
    const others = source.decisions.filter((other) => other !== model);
    add(reading, checkDecisions(model, others), file);
  }
  add(
    reading,
    checkModels(source).map((finding) => withModels(finding, reading)),
  );
  add(reading, missingForms(reading));
  for (const { path, content } of reading.cases)
    add(reading, caseFindings(path, content, reading.decisions), path);
}

function add(reading: Reading, findings: Finding[], inFile?: string): void {
  const fileOf = new Map(
    reading.models.flatMap(({ file, model }) => elementsOf(model).map(({ id }) => [id, file] as const)),
  );
  const known = new Set(reading.findings.map(same));
  for (const finding of findings) {
    if (known.has(same(finding))) continue;
    known.add(same(finding));
    const file = finding.file ?? inFile ?? fileOf.get(finding.elementId ?? '');
    reading.findings.push(file ? { ...finding, file } : finding);
  }
}

/** A way to a defect runs on the models it was found in, by their paths in the package. */
function withModels(finding: Finding, { models, decisions }: Reading): Finding {
  const { counterExample } = finding;
  if (!counterExample) return finding;
  const files = [...models, ...decisions].map(({ file }) => file);
  return { ...finding, counterExample: { ...counterExample, models: files } };
}

/** The same finding may come from reading, compiling and checking. */
function same({ code, elementId, message }: Finding): string {
  return JSON.stringify([code, elementId, message.en]);
}

function missingForms({ models, forms }: Reading): Finding[] {
  return models.flatMap(({ file, model }) =>
    elementsOf(model).flatMap(({ id, formId }) =>
      formId && !forms.has(formId) ? [missingForm(id, formId, file)] : [],
    ),
  );
}

function missingForm(elementId: string, formId: string, file: string): Finding {
  return {
    code: 'FORM_MISSING',
    severity: 'error',
    elementId,
    file,
    message: {
      de: `Das Formular „${formId}“ ist nicht im Paket.`,
      en: `The form "${formId}" is not in the package.`,
    },
  };
}

function duplicateForm(formId: string): Finding {
  return {
    code: 'FORM_DUPLICATE',
    severity: 'error',
    message: {
      de: `Das Formular „${formId}“ gibt es im Paket mehrfach.`,
      en: `The package holds more than one form "${formId}".`,
    },
  };
}
