import type { FlowNode } from '@zusteuerung/bpmn';
import { rule } from '../rule.js';

/** A task says once what it does. */
export const oneWork = rule({
  codes: {
    AMBIGUOUS_WORK: {
      severity: 'warning',
      at: 'script, business rule and send task, throwing message event',
      de: '„{name}“ sagt mehrfach, was zu tun ist ({works}); nur eines davon geschieht.',
      en: '"{name}" says more than once what to do ({works}); only one of it happens.',
      fix: { de: 'Nur eine Angabe behalten; Zeebe verlangt es.', en: 'Keep one of them; Zeebe demands it.' },
    },
  },
  scope({ container }, report) {
    for (const node of container.nodes) {
      const works = worksOf(node);
      if (works.length > 1)
        report('AMBIGUOUS_WORK', node, {
          works: { de: works.map(([de]) => de).join(', '), en: works.map(([, en]) => en).join(', ') },
        });
    }
  },
});

function worksOf({ extensions }: FlowNode): (readonly [string, string])[] {
  const { taskDefinition, script, calledDecision, publishMessage } = extensions;
  return [
    ...(taskDefinition ? [['Auftragstyp', 'job type'] as const] : []),
    ...(script ? [['Skript', 'script'] as const] : []),
    ...(calledDecision ? [['Entscheidung', 'decision'] as const] : []),
    ...(publishMessage ? [['Nachricht', 'message'] as const] : []),
  ];
}
