import type { EvaluateOptions } from '@zusteuerung/feel';
import type { DecisionEvaluation, DmnModel, Finding, Variables } from './types.js';

export * from './types.js';

export async function readDmn(xml: string): Promise<{ model: DmnModel | null; findings: Finding[] }> {
  return { model: null, findings: [{ code: 'DMN_XML', severity: 'error', message: { de: xml, en: xml } }] };
}

export function evaluateDecision(
  _models: DmnModel[],
  _decisionId: string,
  _input: Variables,
  _options: EvaluateOptions,
): DecisionEvaluation {
  return { result: null, explanation: [], problems: [] };
}

export function checkDecisions(_model: DmnModel, _others: DmnModel[] = []): Finding[] {
  return [];
}
