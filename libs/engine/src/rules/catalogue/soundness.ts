import type { Codes } from './codes.js';

/** What exploring all runs shows; each finding carries the shortest way there as a scenario. */
export const soundnessCodes: Codes = {
  DEADLOCK: {
    severity: 'error',
    at: 'joining gateway or event that waits for ever',
    de: '„{name}“ kann für immer warten: Was noch fehlt, kann nicht mehr kommen.',
    en: '"{name}" can wait for ever: what is missing can no longer come.',
    fix: {
      de: 'Wege so zusammenführen, wie sie sich teilen: exklusiv mit exklusiv, parallel mit parallel.',
      en: 'Join paths the way they split: exclusive with exclusive, parallel with parallel.',
    },
  },
  LOST_SYNCHRONISATION: {
    severity: 'error',
    at: 'element that several tokens reach',
    de: '„{name}“ kann in einem Durchgang mehrfach laufen, weil parallele Wege nicht zusammengeführt werden.',
    en: '"{name}" can run several times in one pass, as parallel paths are not joined.',
    fix: { de: 'Davor ein paralleles Gateway zeichnen.', en: 'Draw a parallel gateway before it.' },
  },
  DEAD_ELEMENT: {
    severity: 'error',
    at: 'flow node, sequence flow',
    de: '„{name}“ wird in keinem Durchgang erreicht.',
    en: '"{name}" is reached in no run.',
    fix: {
      de: 'Die Wege davor berichtigen oder das Element löschen.',
      en: 'Correct the paths before it, or delete it.',
    },
  },
  IMPROPER_COMPLETION: {
    severity: 'error',
    at: 'end event',
    de: '„{name}“ kann erreicht werden, während anderes noch läuft.',
    en: '"{name}" can be reached while something else still runs.',
    fix: {
      de: 'Wege vor dem Ende zusammenführen oder ein Terminierungsende verwenden.',
      en: 'Join the paths before the end, or use a terminate end event.',
    },
  },
  ENDLESS_CYCLE: {
    severity: 'error',
    at: 'element on a cycle',
    de: '„{name}“ liegt auf einer Schleife ohne Wartepunkt, die nicht endet.',
    en: '"{name}" lies on a cycle without wait state that does not end.',
    fix: {
      de: 'Einen Wartepunkt in die Schleife legen oder einen Ausgang zeichnen.',
      en: 'Put a wait state on the cycle, or draw an exit.',
    },
  },
  UNSATISFIABLE_RECEIVE: {
    severity: 'warning',
    at: 'receive task, catching event',
    de: 'Auf das, worauf „{name}“ wartet, kann nichts antworten.',
    en: 'Nothing can satisfy what "{name}" waits for.',
    fix: {
      de: 'Ein Element zeichnen, das es sendet oder auslöst.',
      en: 'Draw an element that sends or throws it.',
    },
  },
  NOT_PROVED: {
    severity: 'warning',
    at: 'process',
    de: 'Nicht bewiesen: Der Prozess „{name}“ hat mehr Zustände, als untersucht wurden ({covered}).',
    en: 'Not proved: the process "{name}" has more states than were explored ({covered}).',
    fix: {
      de: 'Teile in aufgerufene Prozesse auslagern oder das Budget erhöhen.',
      en: 'Move parts into called processes, or raise the budget.',
    },
  },
};
