import type { Code } from '../rules/rule.js';

export type SoundnessCode =
  | 'DEADLOCK'
  | 'IMPROPER_COMPLETION'
  | 'LOST_SYNCHRONISATION'
  | 'ENDLESS_CYCLE'
  | 'NEVER_COMPLETES'
  | 'UNCAUGHT_ERROR'
  | 'DEAD_ELEMENT'
  | 'UNSATISFIABLE_RECEIVE'
  | 'NOT_PROVED';

/** What exploring all that can happen shows; a finding about something that can happen carries the way there. */
export const soundnessCodes: Readonly<Record<SoundnessCode, Code>> = {
  DEADLOCK: {
    severity: 'error',
    at: 'gateway that joins, activity with a start quantity',
    de: 'An „{name}“ kann der Ablauf für immer stehen bleiben: Was dort noch fehlt, kann nicht mehr kommen.',
    en: 'At "{name}" the process can get stuck for ever: what is missing there can no longer come.',
    fix: {
      de: 'Wege so zusammenführen, wie sie sich teilen: exklusiv mit exklusiv, parallel mit parallel.',
      en: 'Join paths the way they split: exclusive with exclusive, parallel with parallel.',
    },
  },
  IMPROPER_COMPLETION: {
    severity: 'error',
    at: 'gateway that joins, activity with a start quantity',
    de: 'Ein Ende ist erreicht, aber an „{name}“ kann noch etwas für immer warten: Der Vorgang wird nie fertig.',
    en: 'An end is reached, but something can wait at "{name}" for ever: the instance never completes.',
    fix: {
      de: 'Keinen der Wege, auf die dort gewartet wird, vorher enden lassen, oder mit einem Terminierungsende enden.',
      en: 'Let none of the paths that are waited for there end before, or use a terminate end event.',
    },
  },
  LOST_SYNCHRONISATION: {
    severity: 'error',
    at: 'activity, event, gateway that joins',
    de: '„{name}“ kann doppelt durchlaufen werden: Gleichzeitige Wege kommen hier an, ohne vorher zusammengeführt zu sein.',
    en: '"{name}" can be passed twice: concurrent paths come here without having been joined.',
    fix: { de: 'Davor ein paralleles Gateway zeichnen.', en: 'Draw a parallel gateway before it.' },
  },
  ENDLESS_CYCLE: {
    severity: 'error',
    at: 'element on a cycle',
    de: 'Über „{name}“ kann der Ablauf endlos im Kreis laufen, ohne je auf etwas zu warten.',
    en: 'The process can go round and round through "{name}" without ever waiting for anything.',
    fix: {
      de: 'Einen Ausgang zeichnen, oder in die Schleife etwas legen, das wartet oder Daten ändert.',
      en: 'Draw a way out, or put something on the cycle that waits or changes data.',
    },
  },
  NEVER_COMPLETES: {
    severity: 'warning',
    at: 'element that waits',
    de: 'Ab „{name}“ kann der Vorgang nicht mehr fertig werden: Kein Weg führt von dort zu einem Ende.',
    en: 'From "{name}" on an instance can no longer complete: no way leads from there to an end.',
    fix: { de: 'Einen Weg zu einem Ende zeichnen.', en: 'Draw a way to an end.' },
  },
  UNCAUGHT_ERROR: {
    severity: 'warning',
    at: 'end event (error)',
    de: 'Den Fehler von „{name}“ fängt kein Ereignis: Der Vorgang bleibt dort mit einer Störung stehen.',
    en: 'No event catches the error of "{name}": the instance stops there with an incident.',
    fix: {
      de: 'Ein Fehlerereignis anheften oder ein anderes Ende zeichnen.',
      en: 'Attach an error event, or draw another end.',
    },
  },
  DEAD_ELEMENT: {
    severity: 'warning',
    at: 'flow node',
    de: '„{name}“ wird nie erreicht, wie auch immer der Vorgang verläuft.',
    en: '"{name}" is never reached, whichever way an instance takes.',
    fix: {
      de: 'Die Wege davor berichtigen oder das Element löschen.',
      en: 'Correct the paths before it, or delete it.',
    },
  },
  UNSATISFIABLE_RECEIVE: {
    severity: 'warning',
    at: 'boundary event, start event of an event sub-process, compensation handler',
    de: '„{name}“ kann nie ausgelöst werden: Nichts im Modell löst es aus.',
    en: '"{name}" can never be triggered: nothing in the model does so.',
    fix: {
      de: 'Ein Element zeichnen, das es sendet oder auslöst, oder das Ereignis löschen.',
      en: 'Draw an element that sends or throws it, or delete the event.',
    },
  },
  NOT_PROVED: {
    severity: 'warning',
    at: 'process',
    de: 'Dass „{name}“ immer zu einem Ende kommt, ist nicht bewiesen ({reason}); angesehen wurden {states} Zustände und {reached} von {elements} Elementen.',
    en: 'It is not proved that "{name}" always comes to an end ({reason}); {states} states and {reached} of {elements} elements were looked at.',
    fix: {
      de: 'Teile, die voneinander unabhängig sind, in aufgerufene Prozesse auslagern.',
      en: 'Move parts that are independent of each other into called processes.',
    },
  },
};
