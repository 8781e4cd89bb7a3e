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
        const { de, en } = rejection(text, form);
        const message = { de: `Zeitereignis „${element}“: ${de}`, en: `Timer event "${element}": ${en}` };
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
    message: form
      ? rejection(value, form)
      : { de: 'Dem Zeitereignis fehlt die Zeitangabe.', en: 'The timer event says no time.' },
  };
}

type Form = NonNullable<TimerDefinition['form']>;

const FORMS: Record<Form, { de: string; en: string }> = {
  date: {
    de: 'kein Zeitpunkt. Richtig wäre etwa 2026-03-02T09:00:00Z',
    en: 'no date. Write 2026-03-02T09:00:00Z for example',
  },
  duration: {
    de: 'keine Dauer. Richtig wäre etwa P14D (14 Tage), PT2H (2 Stunden) oder 5 Arbeitstage',
    en: 'no duration. Write P14D (14 days), PT2H (2 hours) or 5 Arbeitstage (working days) for example',
  },
  cycle: {
    de: 'keine Wiederholung. Richtig wäre etwa R3/P7D (dreimal, alle 7 Tage)',
    en: 'no repetition. Write R3/P7D (three times, every 7 days) for example',
  },
};

function rejection(text: string, form: Form): { de: string; en: string } {
  const { de, en } = FORMS[form];
  return { de: `„${text}“ ist ${de}.`, en: `"${text}" is ${en}.` };
}
