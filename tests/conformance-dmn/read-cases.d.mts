import type { Json, Variables } from '@zusteuerung/decisions';

/** `result` and all problem codes, or just a code that must be among them. */
export interface Case {
  name: string;
  decision: string;
  input: Variables;
  result?: Json;
  problems?: string[];
  code?: string;
}

export function caseFiles(): { name: string; cases: Case[]; sources: string[] }[];
