import type { readDmn } from '@zusteuerung/decisions';
import type { builtinNames } from '@zusteuerung/feel';

export interface DmnSupport {
  cases: number;
  /** in how many cases, by `<table>/<row>` */
  parts: Map<string, number>;
  functions: Map<string, { feel: number; dmn: number }>;
  families: { name: string; count: number }[];
}

export const offered: Record<string, string[]>;
export function countDmn(libraries: {
  readDmn: typeof readDmn;
  builtinNames: typeof builtinNames;
}): Promise<DmnSupport>;
export function dmnDocument(support: DmnSupport): string;
