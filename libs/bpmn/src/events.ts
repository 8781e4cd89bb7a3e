import type { EventDefinition, MessageDefinition, TimerDefinition } from './model.js';
import { body, child, list, localName, text } from './moddle.js';
import type { Raw } from './moddle.js';
import { extensionOf, readCorrelationKey } from './extensions.js';

/** The event definitions of a node, inline ones and references alike, in the order of the file. */
export function readDefinitions(raw: Raw, correlationKey: string | null): EventDefinition[] {
  const all = [...list(raw['eventDefinitions']), ...list(raw['eventDefinitionRef'])];
  return all.flatMap((definition) => readDefinition(definition, correlationKey) ?? []);
}

export function readMessage(message: Raw | null, correlationKey: string | null): MessageDefinition {
  return {
    kind: 'message',
    name: text(message?.name),
    correlationKey: correlationKey ?? (message ? readCorrelationKey(message) : null),
  };
}

export function readDefinition(raw: Raw, correlationKey: string | null): EventDefinition | null {
  switch (localName(raw)) {
    case 'timerEventDefinition':
      return readTimer(raw);
    case 'messageEventDefinition':
      return readMessage(child(raw['messageRef']), correlationKey);
    case 'signalEventDefinition':
      return { kind: 'signal', name: text(child(raw['signalRef'])?.name) };
    case 'errorEventDefinition': {
      const error = child(raw['errorRef']);
      return { kind: 'error', code: text(error?.['errorCode']), name: text(error?.name) };
    }
    case 'escalationEventDefinition': {
      const escalation = child(raw['escalationRef']);
      return { kind: 'escalation', code: text(escalation?.['escalationCode']), name: text(escalation?.name) };
    }
    case 'linkEventDefinition':
      return { kind: 'link', name: text(raw.name) };
    case 'conditionalEventDefinition':
      return { kind: 'conditional', condition: body(raw['condition']), variables: readFilter(raw) };
    case 'compensateEventDefinition':
      return {
        kind: 'compensate',
        activity: child(raw['activityRef'])?.id ?? null,
        waitForCompletion: raw['waitForCompletion'] !== false,
      };
    case 'cancelEventDefinition':
      return { kind: 'cancel' };
    case 'terminateEventDefinition':
      return { kind: 'terminate' };
    default:
      return null;
  }
}

function readFilter(raw: Raw): string[] | null {
  const filter = extensionOf(raw, 'zeebe:conditionalfilter');
  const names = text(filter?.['variableNames']);
  return names === null ? null : names.split(',').map((name) => name.trim());
}

function readTimer(raw: Raw): TimerDefinition {
  const date = body(raw['timeDate']);
  const duration = body(raw['timeDuration']);
  const cycle = body(raw['timeCycle']);
  if (date !== null) return { kind: 'timer', form: 'date', value: date };
  if (duration !== null) return { kind: 'timer', form: 'duration', value: duration };
  return { kind: 'timer', form: cycle === null ? null : 'cycle', value: cycle ?? '' };
}
