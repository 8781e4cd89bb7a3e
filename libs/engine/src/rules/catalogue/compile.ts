import type { Codes } from './codes.js';

/** What only compiling shows. */
export const compileCodes: Codes = {
  UNSUPPORTED: {
    severity: 'error',
    at: 'any element',
    de: '„{name}“: {what} wird nicht ausgeführt.',
    en: '"{name}": {what} is not executed.',
    fix: {
      de: 'Das Element oder die Erweiterung ersetzen oder entfernen.',
      en: 'Replace or remove the element or extension.',
    },
  },
  FLOW_ACROSS_SCOPES: {
    severity: 'error',
    at: 'sequence flow',
    de: 'Der Fluss „{name}“ führt über die Grenze eines Teilprozesses.',
    en: 'The flow "{name}" crosses the border of a sub-process.',
    fix: {
      de: 'Den Fluss an den Teilprozess selbst anschließen.',
      en: 'Connect the flow to the sub-process itself.',
    },
  },
  DUPLICATE_PROCESS: {
    severity: 'error',
    at: 'process',
    de: 'Den Prozess „{id}“ gibt es in mehreren Dateien.',
    en: 'The process "{id}" stands in more than one file.',
    fix: { de: 'Einen der beiden umbenennen.', en: 'Rename one of them.' },
  },
  TIMER_INVALID: {
    severity: 'error',
    at: 'timer event',
    de: '„{value}“ ist {form}.',
    en: '"{value}" is {form}.',
    fix: {
      de: 'Eine Dauer wie P14D, PT2H oder 5 Arbeitstage, einen Zeitpunkt wie 2026-03-02T09:00:00Z oder eine Wiederholung wie R3/P7D angeben, oder einen FEEL-Ausdruck mit „=“.',
      en: 'Give a duration such as P14D, PT2H or 5 Arbeitstage, a date such as 2026-03-02T09:00:00Z, a cycle such as R3/P7D, or a FEEL expression with "=".',
    },
  },
  LINK_WITHOUT_TARGET: {
    severity: 'error',
    at: 'throwing link event',
    de: 'Zum Link „{link}“ gibt es kein Ziel.',
    en: 'The link "{link}" has no target.',
    fix: {
      de: 'Ein eintretendes Link-Ereignis desselben Namens auf derselben Ebene zeichnen.',
      en: 'Draw a catching link event of the same name on the same level.',
    },
  },
  FEEL_SYNTAX: {
    severity: 'error',
    at: 'any element with an expression',
    de: 'Der Ausdruck „{expression}“ ist ab Stelle {position} nicht zu lesen.',
    en: 'The expression "{expression}" can\'t be read from position {position}.',
  },
  FEEL_EMPTY: {
    severity: 'error',
    at: 'any element with an expression',
    de: 'Hier fehlt ein Ausdruck.',
    en: 'An expression is missing here.',
    fix: { de: 'Hinter „=“ einen Ausdruck schreiben.', en: 'Write an expression behind "=".' },
  },
};
