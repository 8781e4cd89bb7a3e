import { FeelDate, FeelDateTime, FeelDuration, FeelRange, FeelTime } from 'feelin';
import type { FeelValue, Json } from './types.js';

const temporals = [FeelDate, FeelDateTime, FeelDuration, FeelTime];

/** The JSON form of a FEEL value: temporals as ISO strings, ranges as their text, functions as null. */
export function toJson(value: FeelValue | Json): Json {
  return convert(value);
}

function convert(value: unknown): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object') return null;
  if (Array.isArray(value)) return value.map(convert);
  if (isTemporal(value) || value instanceof FeelRange) return String(value);
  if (!isPlain(value)) return null;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, convert(entry)]));
}

/**
 * What feelin may compute with. It knows an object as a context by its prototype only, so objects from
 * another realm or without a prototype are copied.
 */
export function fromJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromJson);
  if (value === null || typeof value !== 'object') return value;
  if (isTemporal(value) || value instanceof FeelRange || !isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, fromJson(entry)]));
}

function isTemporal(value: object): boolean {
  return temporals.some((type) => value instanceof type);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
