import type { BpmnProcess, Container, FlowNode } from '@zusteuerung/bpmn';
import type { Finding } from '@zusteuerung/feel';
import { readFeel, readSource } from './source.js';
import type { Source } from './source.js';

/** What element files see while they compile: their surroundings, and where findings go. */
export interface CompileContext {
  process: BpmnProcess;
  container: Container;
  /** the sub-process around the container; null: the process itself */
  parent: FlowNode | null;
  report(finding: Finding): void;
  /** reads `=FEEL` or a plain text, reporting syntax errors at the element */
  source(elementId: string, text: string): Source;
  /** reads a text that can only be FEEL */
  feel(elementId: string, text: string): Source;
}

export function createContext(
  process: BpmnProcess,
  container: Container,
  parent: FlowNode | null,
  findings: Finding[],
): CompileContext {
  const reading = (read: typeof readSource) => (elementId: string, text: string) => {
    const { source, findings: found } = read(text);
    for (const finding of found) findings.push({ ...finding, elementId });
    return source;
  };
  return {
    process,
    container,
    parent,
    report: (finding) => findings.push(finding),
    source: reading(readSource),
    feel: reading(readFeel),
  };
}
