import type { Problem } from '../types.js';

/** Why an instance can't move to another version. */
export const refusals = {
  gone: (element: string): Problem => ({
    code: 'MIGRATION_ELEMENT_GONE',
    elementId: element,
    message: {
      de: `„${element}“ gibt es dort in der neuen Fassung nicht; eine Zuordnung muss sagen, was an seine Stelle tritt.`,
      en: `The new version has no "${element}" there; a mapping must say what takes its place.`,
    },
  }),
  otherKind: (element: string, before: string, after: string): Problem => ({
    code: 'MIGRATION_OTHER_KIND',
    elementId: element,
    message: {
      de: `„${element}“ (${before}) ist in der neuen Fassung etwas anderes (${after}).`,
      en: `"${element}" (${before}) is something else in the new version (${after}).`,
    },
  }),
  otherLoop: (element: string): Problem => ({
    code: 'MIGRATION_OTHER_LOOP',
    elementId: element,
    message: {
      de: `„${element}“ wiederholt sich in der neuen Fassung auf andere Weise.`,
      en: `"${element}" repeats in another way in the new version.`,
    },
  }),
  otherFlows: (element: string, flow: string): Problem => ({
    code: 'MIGRATION_OTHER_FLOWS',
    elementId: element,
    message: {
      de: `An „${element}“ wartet ein Teil des Vorgangs auf dem Fluss „${flow}“, den es in der neuen Fassung nicht gibt.`,
      en: `At "${element}" a token waits on the flow "${flow}", which the new version does not have.`,
    },
  }),
  joinsMeet: (element: string): Problem => ({
    code: 'MIGRATION_JOINS_MEET',
    elementId: element,
    message: {
      de: `Was an „${element}“ und an einer anderen Zusammenführung wartet, würde in der neuen Fassung an derselben Stelle warten.`,
      en: `What waits at "${element}" and at another join would wait at the same place in the new version.`,
    },
  }),
  compensationGone: (element: string): Problem => ({
    code: 'MIGRATION_COMPENSATION_GONE',
    elementId: element,
    message: {
      de: `„${element}“ ist erledigt und könnte rückgängig gemacht werden; in der neuen Fassung gibt es das nicht.`,
      en: `"${element}" has completed and could be compensated; the new version does not have it.`,
    },
  }),
  attachedFails: (element: string, reason: { de: string; en: string }): Problem => ({
    code: 'MIGRATION_EVENT_FAILS',
    elementId: element,
    message: {
      de: `Ein neues Ereignis an „${element}“ lässt sich nicht öffnen: ${reason.de}`,
      en: `A new event at "${element}" cannot be opened: ${reason.en}`,
    },
  }),
};
