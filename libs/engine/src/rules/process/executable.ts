import { rule } from '../rule.js';

/** A file says which of its processes are meant to run. */
export const executable = rule({
  codes: {
    PROCESS_NOT_EXECUTABLE: {
      severity: 'info',
      at: 'process',
      de: '„{name}“ ist nicht als ausführbar gekennzeichnet; weil es für keinen Prozess der Datei gilt, laufen alle.',
      en: '"{name}" is not marked as executable; as no process of the file is, all of them run.',
      fix: {
        de: 'isExecutable="true" setzen; Zeebe stellt den Prozess sonst nicht bereit.',
        en: 'Set isExecutable="true"; otherwise Zeebe does not deploy the process.',
      },
    },
  },
  deployment({ models }, report) {
    for (const { processes } of models) {
      if (processes.some((process) => process.executable)) continue;
      const drawn = processes.filter((process) => process.nodes.some((node) => !node.id.includes('#')));
      for (const process of drawn) report('PROCESS_NOT_EXECUTABLE', process);
    }
  },
});
