import { has } from '../nodes.js';
import { rule } from '../rule.js';

/** A boundary event leads somewhere; compensation leads to its handler instead. */
export const boundaryExit = rule({
  codes: {
    BOUNDARY_WITHOUT_FLOW: {
      severity: 'warning',
      at: 'boundary event',
      de: 'Von „{name}“ führt kein Fluss weiter.',
      en: 'No flow leads on from "{name}".',
      fix: {
        de: 'Zeichnen, was nach dem Ereignis geschieht, wenigstens ein Ende.',
        en: 'Draw what happens after the event, at least an end.',
      },
    },
  },
  scope({ container }, report) {
    for (const node of container.nodes)
      if (node.type === 'boundaryEvent' && node.outgoing.length === 0 && !has(node, 'compensate'))
        report('BOUNDARY_WITHOUT_FLOW', node);
  },
});
