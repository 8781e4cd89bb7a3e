import type { MessageFlow, Participant } from './model.js';
import { child, list, text } from './moddle.js';
import type { Raw } from './moddle.js';

export function readParticipants(collaboration: Raw): Participant[] {
  return list(collaboration['participants']).map((raw) => ({
    id: raw.id ?? '',
    name: text(raw.name),
    process: child(raw['processRef'])?.id ?? null,
  }));
}

export function readMessageFlows(collaboration: Raw): MessageFlow[] {
  return list(collaboration['messageFlows']).map((raw) => ({
    id: raw.id ?? '',
    name: text(raw.name),
    source: child(raw['sourceRef'])?.id ?? '',
    target: child(raw['targetRef'])?.id ?? '',
    message: text(child(raw['messageRef'])?.name),
  }));
}
