import { called } from '../compile/words.js';
import { finding } from './rule.js';
import type { Rule } from './rule.js';

/** A call activity calls a process that is deployed with it. */
export const calledProcess: Rule = ({ container, processIds }) =>
  container.nodes
    .filter((node) => node.type === 'callActivity')
    .flatMap((node) => {
      const id = node.extensions.calledElement?.processId ?? '';
      if (id.startsWith('=') || processIds.has(id)) return [];
      return [
        finding(
          'UNKNOWN_PROCESS',
          'error',
          node.id,
          id === ''
            ? `„${called(node)}“ sagt nicht, welchen Prozess sie aufruft.`
            : `„${called(node)}“ ruft den Prozess „${id}“ auf, den es nicht gibt.`,
          id === ''
            ? `"${called(node)}" does not say which process it calls.`
            : `"${called(node)}" calls the process "${id}", which does not exist.`,
        ),
      ];
    });
