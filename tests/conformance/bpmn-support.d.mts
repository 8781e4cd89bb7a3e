import type { readBpmn } from '@zusteuerung/bpmn';
import type { readDmn } from '@zusteuerung/decisions';
import type { runScenario } from '@zusteuerung/engine';

export interface Support {
  cases: number;
  /** in how many cases, by `<row>/<column>` */
  counts: Map<string, number>;
}

export const positions: string[];
export const allowed: Record<string, number[]>;
export function countSupport(
  folder: string,
  libraries: { readBpmn: typeof readBpmn; readDmn: typeof readDmn; runScenario: typeof runScenario },
): Promise<Support>;
export function supportDocument(support: Support): string;
