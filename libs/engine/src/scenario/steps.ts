import { addDuration } from '../time/duration.js';
import type { Wait } from '../state.js';
import type { Command } from '../types.js';
import { checkExpectation } from './expect.js';
import type { Failure, ScenarioStep } from './format.js';
import type { Host, Open } from './host.js';

/** Does one step of a scenario; what it finds wrong, or nothing. */
export function runStep(host: Host, step: ScenarioStep): Failure[] {
  if ('expect' in step) return checkExpectation(host, step.expect);
  if ('complete' in step) {
    const variables = step.variables ?? {};
    return atTask(host, step.complete, ({ instance, key }) =>
      host.execute(instance, { type: 'complete', key, variables }),
    );
  }
  if ('escalation' in step) {
    const command = {
      type: 'throwEscalation' as const,
      code: step.escalation,
      variables: step.variables ?? {},
    };
    return atTask(
      host,
      step.at,
      ({ instance, key }) => host.execute(instance, { ...command, key }),
      step.nth,
    );
  }
  if ('error' in step) {
    const command = { type: 'throwError' as const, code: step.error, variables: step.variables ?? {} };
    return atTask(
      host,
      step.at,
      ({ instance, key }) => host.execute(instance, { ...command, key }),
      step.nth,
    );
  }
  if ('fire' in step) return fire(host, step.fire, step.nth ?? 0);
  if ('advance' in step) return advance(host, step.advance);
  if ('message' in step) {
    const key = step.correlationKey === undefined ? null : String(step.correlationKey);
    host.publish(step.message, key, step.variables ?? {}, step.ttl ?? null);
    return [];
  }
  if ('signal' in step) {
    host.broadcast(step.signal, step.variables ?? {});
    return [];
  }
  if ('variables' in step) {
    const problem = host.execute(0, { type: 'updateVariables', variables: step.variables });
    return problem ? [problem.message] : [];
  }
  return [
    { de: `Unbekannter Schritt: ${JSON.stringify(step)}`, en: `Unknown step: ${JSON.stringify(step)}` },
  ];
}

/** The oldest open user task or job at an element, or the nth after it. */
function atTask(
  host: Host,
  element: string,
  act: (open: Open) => { message: Failure } | null,
  nth = 0,
): Failure[] {
  const open = host.open.filter(
    ({ type, elementId }) => elementId === element && (type === 'openUserTask' || type === 'openJob'),
  )[nth];
  if (!open)
    return [
      {
        de: `An „${element}“ ist weder eine Aufgabe noch ein Auftrag offen.`,
        en: `Neither a user task nor a job is open at "${element}".`,
      },
    ];
  const problem = act(open);
  return problem ? [problem.message] : [];
}

/** The nth wait state at an element, oldest first. */
function fire(host: Host, element: string, nth: number): Failure[] {
  const open = host.instances
    .flatMap((state, instance) => Object.values(state.waits).map((wait) => ({ instance, wait })))
    .filter(({ wait }) => wait.element === element)
    .sort((a, b) => Number(a.wait.key) - Number(b.wait.key))[nth];
  if (!open) return [{ de: `„${element}“ wartet auf nichts.`, en: `"${element}" waits for nothing.` }];
  const problem = host.execute(open.instance, happening(open.wait));
  return problem ? [problem.message] : [];
}

function happening({ kind, key, signal = '' }: Wait): Command {
  if (kind === 'signal') return { type: 'signal', name: signal };
  if (kind === 'message') return { type: 'message', key };
  return { type: kind === 'timer' || kind === 'condition' ? 'timer' : 'complete', key };
}

function advance(host: Host, duration: string): Failure[] {
  const to = addDuration(host.now, duration);
  if (to === null)
    return [
      {
        de: `„${duration}“ ist keine Dauer nach ISO 8601.`,
        en: `"${duration}" is not an ISO 8601 duration.`,
      },
    ];
  host.advance(to);
  return [];
}
