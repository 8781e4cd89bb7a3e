import type { Field, FieldProblem } from './types.js';

type Message = FieldProblem['message'];
type Code = FieldProblem['code'];

function problem(field: Field, code: Code, de: string, en: string): FieldProblem {
  return { field: field.key ?? field.id, code, message: { de, en } };
}

/** The words a field's author chose, where there are any; they also explain a wrong pattern. */
function own(field: Field, otherwise: Message): Message {
  return field.errorText === null ? otherwise : { de: field.errorText, en: otherwise.en };
}

const questions: Partial<Record<Field['type'], (label: string) => Message>> = {
  select: chooseOne,
  radio: chooseOne,
  checklist: (label) => ({
    de: `Bitte wählen Sie bei „${label}“ mindestens eine Antwort aus.`,
    en: `Please choose at least one answer for "${label}".`,
  }),
  checkbox: (label) => ({
    de: `Bitte setzen Sie das Häkchen bei „${label}“.`,
    en: `Please tick "${label}".`,
  }),
  number: (label) => ({
    de: `Bitte geben Sie bei „${label}“ eine Zahl an.`,
    en: `Please enter a number for "${label}".`,
  }),
};

function chooseOne(label: string): Message {
  return {
    de: `Bitte wählen Sie bei „${label}“ eine Antwort aus.`,
    en: `Please choose an answer for "${label}".`,
  };
}

function question(field: Field): Message {
  if (field.type === 'datetime')
    return {
      de: `Bitte geben Sie bei „${field.label}“ ${field.subtype === 'time' ? 'eine Uhrzeit' : 'ein Datum'} an.`,
      en: `Please enter a ${field.subtype === 'time' ? 'time' : 'date'} for "${field.label}".`,
    };
  const asked = questions[field.type]?.(field.label);
  return asked ?? { de: `Bitte füllen Sie „${field.label}“ aus.`, en: `Please fill in "${field.label}".` };
}

export function missing(field: Field): FieldProblem {
  const { de, en } = own(field, question(field));
  return problem(field, 'PFLICHT', de, en);
}

export function wrongType(field: Field): FieldProblem {
  const { de, en } = question(field);
  return problem(field, 'TYP', de, en);
}

export function wrongChoice(field: Field): FieldProblem {
  return problem(
    field,
    'AUSWAHL',
    `Bitte wählen Sie bei „${field.label}“ eine der angebotenen Antworten.`,
    `Please choose one of the offered answers for "${field.label}".`,
  );
}

export function tooShort(field: Field, limit: number): FieldProblem {
  return problem(
    field,
    'ZU_KURZ',
    `„${field.label}“ ist zu kurz: Bitte schreiben Sie mindestens ${limit} Zeichen.`,
    `"${field.label}" is too short: please write at least ${limit} characters.`,
  );
}

export function tooLong(field: Field, limit: number, length: number): FieldProblem {
  return problem(
    field,
    'ZU_LANG',
    `„${field.label}“ ist zu lang: Bitte kürzen Sie auf höchstens ${limit} Zeichen (jetzt ${length}).`,
    `"${field.label}" is too long: please shorten it to ${limit} characters (now ${length}).`,
  );
}

export function wrongPattern(field: Field): FieldProblem {
  const { de, en } = own(field, patternMessage(field));
  return problem(field, 'MUSTER', de, en);
}

function patternMessage({ label, inputType, limits }: Field): Message {
  if (inputType === 'email')
    return {
      de: `Bitte prüfen Sie „${label}“: Eine E-Mail-Adresse sieht zum Beispiel so aus: name@stelle.de.`,
      en: `Please check "${label}": an e-mail address looks like name@office.org.`,
    };
  if (inputType === 'tel')
    return {
      de: `Bitte prüfen Sie „${label}“: Eine Telefonnummer besteht aus Ziffern, zum Beispiel 05971 12345.`,
      en: `Please check "${label}": a phone number consists of digits, such as 05971 12345.`,
    };
  return {
    de: limits.patternMessage ?? `Bitte prüfen Sie „${label}“: Die Angabe hat nicht die erwartete Form.`,
    en: `Please check "${label}": the answer does not have the expected form.`,
  };
}

const german = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 10 });

export function tooSmall(field: Field, limit: number): FieldProblem {
  return problem(
    field,
    'ZU_KLEIN',
    `„${field.label}“ darf nicht kleiner als ${german.format(limit)} sein.`,
    `"${field.label}" must not be less than ${limit}.`,
  );
}

export function tooBig(field: Field, limit: number): FieldProblem {
  return problem(
    field,
    'ZU_GROSS',
    `„${field.label}“ darf nicht größer als ${german.format(limit)} sein.`,
    `"${field.label}" must not be greater than ${limit}.`,
  );
}

export function tooPrecise(field: Field, digits: number): FieldProblem {
  const de = digits === 0 ? 'eine ganze Zahl' : `höchstens ${digits} Stellen nach dem Komma`;
  const en = digits === 0 ? 'a whole number' : `at most ${digits} decimal digits`;
  return problem(
    field,
    'TYP',
    `„${field.label}“: Bitte geben Sie ${de} an.`,
    `"${field.label}": please enter ${en}.`,
  );
}

const examples = {
  date: { de: 'ein Datum wie 24.12.2026', en: 'a date such as 2026-12-24' },
  time: { de: 'eine Uhrzeit wie 14:30', en: 'a time such as 14:30' },
  datetime: { de: 'Datum und Uhrzeit wie 24.12.2026, 14:30', en: 'date and time such as 2026-12-24T14:30' },
};

export function wrongDate(field: Field): FieldProblem {
  const example = examples[field.subtype];
  return problem(
    field,
    'DATUM',
    `Bitte geben Sie bei „${field.label}“ ${example.de} an.`,
    `Please enter ${example.en} for "${field.label}".`,
  );
}

export function passed(field: Field): FieldProblem {
  return problem(
    field,
    'VERGANGEN',
    `„${field.label}“ liegt in der Vergangenheit. Bitte wählen Sie heute oder einen späteren Tag.`,
    `"${field.label}" lies in the past. Please choose today or a later day.`,
  );
}
