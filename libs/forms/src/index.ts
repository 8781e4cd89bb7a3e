import type {
  AnswerGroup,
  Field,
  FieldProblem,
  Finding,
  Form,
  FormOptions,
  Step,
  Variables,
} from './types.js';

export * from './types.js';

export function readForm(json: string): { form: Form | null; findings: Finding[] } {
  return {
    form: null,
    findings: [{ code: 'FORM_JSON', severity: 'error', message: { de: json, en: json } }],
  };
}

/** All visible fields that take an answer, in order, without the groups around them. */
export function visibleFields(_form: Form, _answers: Variables, _options: FormOptions = {}): Field[] {
  return [];
}

/** The pages of the form with what is visible now (groups inside keep their place); options are computed. */
export function steps(_form: Form, _answers: Variables, _options: FormOptions = {}): Step[] {
  return [];
}

/** Keeps what belongs to visible fields, in the right type, and says what is missing or wrong. */
export function validateAnswers(
  _form: Form,
  answers: Variables,
  _options: FormOptions = {},
): { answers: Variables; problems: FieldProblem[] } {
  return { answers, problems: [] };
}

/** Takes apart what concerns the person and what does not. */
export function separatePerson(_form: Form, answers: Variables): { person: Variables; rest: Variables } {
  return { person: {}, rest: answers };
}

/** Questions and answers as a person reads them: labels of options instead of values, empty ones left out. */
export function describeAnswers(_form: Form, _answers: Variables, _options: FormOptions = {}): AnswerGroup[] {
  return [];
}
