import { readDefinition } from './events.js';
import { extensionOf } from './extensions.js';
import type { AdHoc, EventDefinition, MultiInstance, StandardLoop } from './model.js';
import { body, child, list, localName, text } from './moddle.js';
import type { Raw } from './moddle.js';
import { nameOf, reference } from './items.js';

/** Loop marker of an activity with its zeebe:loopCharacteristics, else what the standard itself offers. */
export function readLoop(raw: Raw | null): MultiInstance | StandardLoop | null {
  if (!raw) return null;
  if (localName(raw) === 'standardLoopCharacteristics')
    return {
      kind: 'standardLoop',
      testBefore: raw['testBefore'] === true,
      maximum: raw['loopMaximum'] == null ? null : String(raw['loopMaximum']),
      condition: body(raw['loopCondition']),
    };
  const zeebe = extensionOf(raw, 'zeebe:loopcharacteristics');
  const behavior = (raw['behavior'] as MultiInstance['behavior'] | undefined) ?? 'All';
  return {
    kind: 'multiInstance',
    sequential: raw['isSequential'] === true,
    inputCollection: text(zeebe?.['inputCollection']) ?? reference(raw['loopDataInputRef']),
    inputElement: text(zeebe?.['inputElement']) ?? nameOf(raw['inputDataItem']),
    outputCollection: text(zeebe?.['outputCollection']) ?? nameOf(raw['loopDataOutputRef']),
    outputElement: text(zeebe?.['outputElement']) ?? reference(raw['outputDataItem']),
    completionCondition: body(raw['completionCondition']),
    cardinality: body(raw['loopCardinality']),
    behavior,
    event: definitionOf(child(raw[behavior === 'None' ? 'noneBehaviorEventRef' : 'oneBehaviorEventRef'])),
    complex: list(raw['complexBehaviorDefinition']).map((each) => ({
      condition: body(each['condition']),
      events: list(child(each['event'])?.['eventDefinitions']).flatMap((event) => definitionOf(event) ?? []),
    })),
  };
}

/** What is special about an ad-hoc sub-process, with zeebe:adHoc. */
export function readAdHoc(raw: Raw): AdHoc {
  const zeebe = extensionOf(raw, 'zeebe:adhoc');
  return {
    sequential: raw['ordering'] === 'Sequential',
    completionCondition: body(raw['completionCondition']),
    cancelRemaining: raw['cancelRemainingInstances'] !== false,
    activeElements: text(zeebe?.['activeElementsCollection']),
    outputCollection: text(zeebe?.['outputCollection']),
    outputElement: text(zeebe?.['outputElement']),
  };
}

function definitionOf(raw: Raw | null): EventDefinition | null {
  return raw && readDefinition(raw, null);
}
