import type { MappingDefinition } from './model.js';
import { body, list, localName } from './moddle.js';
import type { Raw } from './moddle.js';
import { nameOf } from './items.js';

/** Names of the data objects and properties that an element holds. */
export function readData(raw: Raw): string[] {
  const objects = list(raw['flowElements']).filter((element) => localName(element) === 'dataObject');
  const names = [...list(raw['properties']), ...objects].map(nameOf);
  return [...new Set(names.flatMap((name) => name ?? []))];
}

/** Data associations as mappings: assignments as written, else from source to target. */
export function readAssignments(value: unknown): MappingDefinition[] {
  return list(value).flatMap((association) => {
    const assignments = list(association['assignment']).flatMap((assignment): MappingDefinition[] => {
      const [from, to] = [body(assignment['from']), body(assignment['to'])];
      return from === null || to === null
        ? []
        : [{ source: asFeel(from), target: to.replace(/^=/, '').trim() }];
    });
    if (assignments.length > 0) return assignments;
    const from = body(association['transformation']) ?? nameOf(list(association['sourceRef'])[0]);
    const to = nameOf(association['targetRef']);
    return from === null || to === null ? [] : [{ source: asFeel(from), target: to }];
  });
}

function asFeel(text: string): string {
  return text.startsWith('=') ? text : `=${text}`;
}
