import type { FlowNode } from '@zusteuerung/bpmn';
import type { Finding } from '@zusteuerung/feel';
import { called, describe } from './words.js';

/** Why a node is not executed: an element, marker or extension that would change what happens. */
export function unsupported(node: FlowNode, known: boolean): Finding[] {
  const reasons: { de: string; en: string }[] = [];
  const what = describe(node);
  if (!known) reasons.push({ de: `${what.de} wird nicht ausgeführt`, en: `${what.en} is not executed` });
  for (const extension of node.extensions.other)
    reasons.push({
      de: `die Erweiterung „zeebe:${extension}“ wird nicht ausgeführt`,
      en: `the extension "zeebe:${extension}" is not executed`,
    });
  return reasons.map((reason) => ({
    code: 'UNSUPPORTED',
    severity: 'error',
    elementId: node.id,
    message: { de: `„${called(node)}“: ${reason.de}.`, en: `"${called(node)}": ${reason.en}.` },
  }));
}
