import type { Problem } from './types.js';

/** Refusals of commands; nothing has changed. */
export const problems = {
  waitStateGone: (key: string): Problem => ({
    code: 'WAIT_STATE_GONE',
    message: {
      de: `Auf „${key}“ wartet niemand mehr.`,
      en: `Nothing waits at "${key}" any more.`,
    },
  }),
  nobodyListens: (signal: string): Problem => ({
    code: 'WAIT_STATE_GONE',
    message: {
      de: `Auf das Signal „${signal}“ wartet hier niemand.`,
      en: `Nothing waits for the signal "${signal}" here.`,
    },
  }),
  wrongCommand: (element: string, command: string): Problem => ({
    code: 'WRONG_COMMAND',
    elementId: element,
    message: {
      de: `„${element}“ wartet auf etwas anderes als „${command}“.`,
      en: `"${element}" waits for something other than "${command}".`,
    },
  }),
  unknownProcess: (process: string): Problem => ({
    code: 'UNKNOWN_PROCESS',
    elementId: process,
    message: { de: `Den Prozess „${process}“ gibt es nicht.`, en: `There is no process "${process}".` },
  }),
  noStartEvent: (process: string, startEvent: string | undefined): Problem => ({
    code: 'NO_START_EVENT',
    elementId: startEvent ?? process,
    message: {
      de: `Der Prozess „${process}“ hat kein solches Startereignis.`,
      en: `The process "${process}" has no such start event.`,
    },
  }),
  unknownElement: (element: string): Problem => ({
    code: 'UNKNOWN_ELEMENT',
    elementId: element,
    message: {
      de: `Ein Element „${element}“ gibt es in diesem Vorgang nicht.`,
      en: `This instance has no element "${element}".`,
    },
  }),
  severalScopes: (element: string, scopes: string[]): Problem => ({
    code: 'SEVERAL_SCOPES',
    elementId: element,
    message: {
      de: `„${element}“ liegt in mehreren laufenden Teilprozessen (${scopes.join(', ')}); einer muss genannt werden.`,
      en: `"${element}" stands in several running sub-processes (${scopes.join(', ')}); name one.`,
    },
  }),
  insideLoop: (element: string, loop: string): Problem => ({
    code: 'INSIDE_LOOP',
    elementId: element,
    message: {
      de: `„${element}“ liegt in „${loop}“, das sich wiederholt und nicht läuft; beginnen lässt es sich nur dort.`,
      en: `"${element}" stands in "${loop}", which repeats and does not run; begin there instead.`,
    },
  }),
  notStarted: (): Problem => ({
    code: 'NOT_STARTED',
    message: { de: 'Der Vorgang ist noch nicht gestartet.', en: 'The instance has not been started.' },
  }),
  alreadyStarted: (): Problem => ({
    code: 'ALREADY_STARTED',
    message: { de: 'Der Vorgang ist schon gestartet.', en: 'The instance has already been started.' },
  }),
  ended: (): Problem => ({
    code: 'INSTANCE_ENDED',
    message: { de: 'Der Vorgang ist schon beendet.', en: 'The instance has already ended.' },
  }),
};
