import type { BpmnModel, BpmnProcess } from '@zusteuerung/bpmn';

/**
 * The processes of a set of models that are meant to run. In a file with an executable process the others only
 * document the partners; a file without any was drawn by a tool that does not say.
 */
export function processesOf(models: BpmnModel[]): BpmnProcess[] {
  return models.flatMap(({ processes }) => {
    const executable = processes.filter((process) => process.executable);
    return executable.length > 0 ? executable : processes.filter((process) => process.nodes.length > 0);
  });
}
