import type { Json } from '@zusteuerung/feel';
import { readDate, readDateTime, readTime } from './dates.js';
import * as say from './messages.js';
import { isEmpty } from './paths.js';
import type { Field, FieldProblem } from './types.js';

/** An answer in the type of its field, or what is wrong with it. */
export type Checked = { value: Json; problem?: undefined } | { value?: undefined; problem: FieldProblem };

const email = /^[^\s@<>()",;]+@[^\s@<>()",;.]+(?:\.[^\s@<>()",;.]+)+$/;
const phone = /^\+?[\d\s()/.-]{3,}$/;

/** Checks one visible field; `now` is needed for dates that must not lie in the past. */
export function checkValue(field: Field, answer: Json | undefined, now: string | undefined): Checked {
  if (field.type === 'checkbox') return checkBox(field, answer);
  if (isEmpty(answer)) {
    if (field.required) return { problem: say.missing(field) };
    return { value: field.type === 'checklist' ? [] : null };
  }
  const value = answer as Json;
  if (field.type === 'checklist') return checkList(field, value);
  if (field.type === 'number') return checkNumber(field, value);
  if (typeof value !== 'string') return { problem: say.wrongType(field) };
  if (field.type === 'select' || field.type === 'radio') return checkChoice(field, value);
  if (field.type === 'datetime') return checkDate(field, value.trim(), now);
  return checkText(field, value);
}

function checkBox(field: Field, answer: Json | undefined): Checked {
  const value = answer === true || answer === 'true';
  const known = isEmpty(answer) || value || answer === false || answer === 'false';
  if (!known) return { problem: say.wrongType(field) };
  return field.required && !value ? { problem: say.missing(field) } : { value };
}

function isOffered(field: Field, value: Json): value is string {
  return field.options.some((option) => option.value === value);
}

function checkChoice(field: Field, value: string): Checked {
  return isOffered(field, value) ? { value } : { problem: say.wrongChoice(field) };
}

/** Each answer once, in the order of the options. */
function checkList(field: Field, value: Json): Checked {
  const values = Array.isArray(value) ? value : [value];
  if (!values.every((entry) => isOffered(field, entry))) return { problem: say.wrongChoice(field) };
  return { value: field.options.map((option) => option.value).filter((option) => values.includes(option)) };
}

/** A number, or one written in German or English (`1,5`, `1.5`). */
function checkNumber(field: Field, value: Json): Checked {
  const number = typeof value === 'string' ? parseNumber(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) return { problem: say.wrongType(field) };
  const { min, max, decimalDigits } = field.limits;
  if (min !== null && number < min) return { problem: say.tooSmall(field, min) };
  if (max !== null && number > max) return { problem: say.tooBig(field, max) };
  if (decimalDigits !== null && Number(number.toFixed(decimalDigits)) !== number)
    return { problem: say.tooPrecise(field, decimalDigits) };
  return { value: number };
}

function parseNumber(text: string): number {
  const trimmed = text.trim();
  return /^[+-]?\d+(?:[.,]\d+)?$/.test(trimmed) ? Number(trimmed.replace(',', '.')) : NaN;
}

function checkDate(field: Field, text: string, now: string | undefined): Checked {
  const readers = { date: readDate, time: readTime, datetime: readDateTime };
  const value = readers[field.subtype](text);
  if (value === null) return { problem: say.wrongDate(field) };
  const past = now !== undefined && field.subtype !== 'time' && value.slice(0, 10) < now.slice(0, 10);
  return past && field.limits.disallowPast ? { problem: say.passed(field) } : { value };
}

function checkText(field: Field, text: string): Checked {
  const value = (field.type === 'textarea' ? text.replace(/\r\n?/g, '\n') : text).trim();
  const { minLength, maxLength, pattern } = field.limits;
  if (minLength !== null && value.length < minLength) return { problem: say.tooShort(field, minLength) };
  if (maxLength !== null && value.length > maxLength)
    return { problem: say.tooLong(field, maxLength, value.length) };
  const fits =
    (field.inputType !== 'email' || email.test(value)) &&
    (field.inputType !== 'tel' || phone.test(value)) &&
    (pattern === null || new RegExp(pattern, 'u').test(value));
  return fits ? { value } : { problem: say.wrongPattern(field) };
}
