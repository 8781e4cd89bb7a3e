import type { MultiInstance, StandardLoop } from './model.js';
import { body, list, localName, text, child } from './moddle.js';
import type { Raw } from './moddle.js';

/** Loop marker of an activity with its zeebe:loopCharacteristics. */
export function readLoop(raw: Raw | null): MultiInstance | StandardLoop | null {
  if (!raw) return null;
  if (localName(raw) === 'standardLoopCharacteristics')
    return {
      kind: 'standardLoop',
      testBefore: raw['testBefore'] === true,
      maximum: raw['loopMaximum'] == null ? null : String(raw['loopMaximum']),
      condition: body(raw['loopCondition']),
    };
  const values = list(child(raw['extensionElements'])?.['values']);
  const zeebe = values.find((value) => value.$type.toLowerCase() === 'zeebe:loopcharacteristics');
  return {
    kind: 'multiInstance',
    sequential: raw['isSequential'] === true,
    inputCollection: text(zeebe?.['inputCollection']),
    inputElement: text(zeebe?.['inputElement']),
    outputCollection: text(zeebe?.['outputCollection']),
    outputElement: text(zeebe?.['outputElement']),
    completionCondition: body(raw['completionCondition']),
    cardinality: body(raw['loopCardinality']),
    behavior: (raw['behavior'] as MultiInstance['behavior'] | undefined) ?? 'All',
  };
}
