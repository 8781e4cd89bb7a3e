import type { FlowNode } from '@zusteuerung/bpmn';
import { readSource } from '../../compile/source.js';
import { definitionsOf, instantiates } from '../nodes.js';
import { rule } from '../rule.js';

/** Some texts are never evaluated, and before a process starts there is nothing to evaluate with. */
export const plainText = rule({
  codes: {
    EXPRESSION_NOT_READ: {
      severity: 'warning',
      at: 'catching error and escalation event, link event, version tag of a call activity',
      de: '„{text}“ an „{name}“ wird nicht ausgewertet, sondern gilt wörtlich.',
      en: '"{text}" at "{name}" is not evaluated, but taken literally.',
      fix: { de: 'Den festen Text angeben.', en: 'Give the fixed text.' },
    },
    EXPRESSION_BEFORE_START: {
      severity: 'warning',
      at: 'start event of a process, instantiating receive task',
      de: '„{name}“ startet den Prozess; bevor er läuft, gibt es nichts, womit „{text}“ auszuwerten wäre.',
      en: '"{name}" starts the process; before it runs there is nothing to evaluate "{text}" with.',
      fix: {
        de: 'Den festen Namen oder die feste Zeit angeben.',
        en: 'Give the fixed name or time.',
      },
    },
  },
  scope({ container, parent }, report) {
    for (const node of container.nodes) {
      const starts = parent === null && (node.type === 'startEvent' || instantiates(node));
      const before = starts ? startTexts(node) : [];
      for (const text of before)
        if (text && needsVariables(text)) report('EXPRESSION_BEFORE_START', node, { text });
      for (const text of literal(node))
        if (text?.startsWith('=')) report('EXPRESSION_NOT_READ', node, { text });
    }
  },
});

function literal(node: FlowNode): (string | null | undefined)[] {
  const links = definitionsOf(node, 'link').map(({ name }) => name);
  const isThrowing = node.type === 'endEvent' || node.type === 'intermediateThrowEvent';
  const codes = isThrowing ? [] : [...definitionsOf(node, 'error'), ...definitionsOf(node, 'escalation')];
  return [...links, ...codes.map(({ code }) => code), node.extensions.calledElement?.versionTag];
}

function needsVariables(text: string): boolean {
  return (readSource(text).source.expression?.names.length ?? 0) > 0;
}

function startTexts(node: FlowNode): (string | null | undefined)[] {
  const named = [...definitionsOf(node, 'message'), ...definitionsOf(node, 'signal')];
  const timers = definitionsOf(node, 'timer').map(({ value }) => value);
  return [...named.map(({ name }) => name), ...timers, node.message?.name];
}
