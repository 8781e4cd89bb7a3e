import type { FlowNode } from '@zusteuerung/bpmn';
import { rule } from '../rule.js';

const name = /^[\p{L}_$?][\p{L}\p{N}_$?']*$/u;
const reserved = new Set([
  ...['null', 'true', 'false', 'function', 'if', 'then', 'else', 'for', 'return', 'in', 'some', 'every'],
  ...['satisfies', 'between', 'and', 'or', 'not', 'instance', 'of'],
]);

/** What is written can be read: variables have names that FEEL knows as names. */
export const variableNames = rule({
  codes: {
    VARIABLE_NAME: {
      severity: 'error',
      at: 'input or output mapping, result variable, element and collection of a multi-instance activity',
      de: '„{name}“ schreibt in „{variable}“; so kann keine Variable heißen.',
      en: '"{name}" writes to "{variable}", which is no name for a variable.',
      fix: {
        de: 'Mit Buchstabe oder Unterstrich beginnen, dann nur Buchstaben, Ziffern und „_“; kein „=“, kein Wort von FEEL.',
        en: 'Begin with a letter or underscore, then only letters, digits and "_"; no "=", no word of FEEL.',
      },
    },
  },
  scope({ container }, report) {
    for (const node of container.nodes)
      for (const variable of written(node))
        if (variable !== '' && !variable.split('.').every(isName))
          report('VARIABLE_NAME', node, { variable });
  },
});

function isName(part: string): boolean {
  return name.test(part) && !reserved.has(part);
}

/** Data objects and the multi-instance elements that stand for them may have spaces in their names. */
function written(node: FlowNode): string[] {
  const { inputs, outputs, script, calledDecision } = node.extensions;
  const names = [...inputs, ...outputs].map(({ target }) => target);
  const results = [script?.resultVariable, calledDecision?.resultVariable];
  const lists = [node.adHoc?.outputCollection];
  if (node.loop?.kind === 'multiInstance') lists.push(node.loop.inputElement, node.loop.outputCollection);
  const spoken = lists.map((each) => each?.replace(/ /g, '_'));
  return [...names, ...results, ...spoken].filter((each) => each != null);
}
