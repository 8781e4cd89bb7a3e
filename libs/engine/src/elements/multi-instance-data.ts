import type { FlowNode } from '@zusteuerung/bpmn';

/**
 * A multi-instance activity whose list is a data input or output of its own: the data association then moves the whole
 * list, not what a single run sees, so it becomes part of the loop (BPMN 2.0.2 table 10.30). Others stay as they are.
 */
export function withLoopData(node: FlowNode): FlowNode {
  const { loop, dataInputs, dataOutputs } = node;
  if (loop?.kind !== 'multiInstance' || dataInputs.length + dataOutputs.length === 0) return node;
  const fed = dataInputs.find(({ target }) => `=${target}` === loop.inputCollection);
  const handedOn = dataOutputs.find(({ source }) => source === `=${loop.outputCollection}`);
  return {
    ...node,
    dataInputs: dataInputs.filter((mapping) => mapping !== fed),
    dataOutputs: dataOutputs.filter((mapping) => mapping !== handedOn),
    loop: {
      ...loop,
      inputCollection: fed?.source ?? loop.inputCollection,
      outputCollection: handedOn?.target ?? loop.outputCollection,
    },
  };
}
