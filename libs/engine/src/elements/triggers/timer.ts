import type { FlowNode, TimerDefinition } from '@zusteuerung/bpmn';
import type { CompileContext } from '../../compile/context.js';
import { asked, aText, evaluateAs } from '../../run/evaluate.js';
import { raiseIncident } from '../../run/incidents.js';
import { openWait } from '../../run/waits.js';
import { visible } from '../../run/variables.js';
import { schedule } from '../../time/schedule.js';
import type { Trigger } from '../element.js';

/** Waits for a date, for a duration, or again and again; ISO 8601 or FEEL. */
export function timerTrigger(node: FlowNode, timer: TimerDefinition, context: CompileContext): Trigger {
  const form = timer.form ?? 'duration';
  const source = context.source(node.id, timer.value);
  if (!source.expression && !schedule(form, timer.value, '2026-01-01T00:00:00Z'))
    context.report(invalid(node, timer));
  return {
    prepare(run, token, at) {
      const { element } = at;
      const text = evaluateAs(run, token, source, aText, { element });
      if (text === undefined) return undefined;
      const open = run.oracle && source.expression;
      const planned = open
        ? { due: run.now, repeat: 0, every: null }
        : schedule(form, text, run.now, visible(run, token)['kalender']);
      if (!planned) {
        const message = {
          de: `„${text}“ am Zeitereignis „${element}“ ist keine Zeitangabe nach ISO 8601 (${form}).`,
          en: `"${text}" at timer event "${element}" is not an ISO 8601 ${form}.`,
        };
        raiseIncident(run, token, { code: 'TIMER_INVALID', message }, asked(run, token, [source]));
        return undefined;
      }
      const { due, repeat, every } = planned;
      return (owner) =>
        openWait(
          run,
          owner,
          { kind: 'timer', ...at, due, ...(every === null ? {} : { repeat, every }) },
          { type: 'openTimer', dueAt: due },
        );
    },
  };
}

function invalid(node: FlowNode, timer: TimerDefinition) {
  const { value, form } = timer;
  return {
    code: 'TIMER_INVALID',
    severity: 'error' as const,
    elementId: node.id,
    message: {
      de: form
        ? `„${value}“ ist keine Zeitangabe nach ISO 8601 (${form}).`
        : 'Dem Zeitereignis fehlt die Zeitangabe.',
      en: form ? `"${value}" is not an ISO 8601 ${form}.` : 'The timer event says no time.',
    },
  };
}
