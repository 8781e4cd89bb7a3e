/** A command of `zst`; its module is loaded only when it is called. */
export interface Command {
  /** one word or two (`user add`) */
  name: string;
  usage: string;
  summary: string;
  load(): Promise<{ run(args: string[]): Promise<number> }>;
}

export const commands: Command[] = [
  {
    name: 'test',
    usage: '<Ordner oder Dateien …> [--json]',
    summary: 'Szenarien (*.szenario.json) und Fälle zu Tabellen (*.faelle.json) ausführen',
    load: () => import('./test.js'),
  },
  {
    name: 'check',
    usage: '<Ordner oder Dateien …> [--counterexamples <Ordner>] [--json]',
    summary:
      'Modelle, Tabellen und Formulare prüfen; auf Wunsch zu jedem Mangel im Ablauf den Weg dorthin als Szenario schreiben',
    load: () => import('./check.js'),
  },
  {
    name: 'decide',
    usage:
      '<Datei.dmn …> [--decision <Name oder Id>] --input <JSON oder Datei> | --cases <Datei> [--at <Zeitpunkt>] [--json]',
    summary:
      'eine Entscheidung, einen Dienst oder eine Funktion auswerten und begründen; mit --cases viele Fälle: [{ name, decision, input, expect }]. Importe findet es unter den Dateien daneben',
    load: () => import('./decide.js'),
  },
  {
    name: 'compare',
    usage: '<vorher.dmn> <nachher.dmn> [--cases <Datei>] [--decision <Name>] [--at <Zeitpunkt>] [--json]',
    summary:
      'zeigen, welche Eingaben zwei Fassungen einer Tabelle anders entscheiden, und nach welchen Zeilen',
    load: () => import('./compare.js'),
  },
  {
    name: 'compile',
    usage: '<Datei.bpmn> [--process <Id>] [--out <Datei>] [--json]',
    summary: 'einen Ablauf als XState-Maschine ausgeben (JSON, für den Stately-Visualizer)',
    load: () => import('./compile.js'),
  },
  {
    name: 'deploy',
    usage: '<Ordner> [--kommentar <Text>]',
    summary: 'die Modelle einer Kommune bereitstellen (Datenbank: DATABASE_URL oder DATA_DIR)',
    load: () => import('../cli-server/deploy.js'),
  },
  {
    name: 'user add',
    usage: '<E-Mail> --name <Name> --kommune <Id> --organisation <Id> --rolle <Rolle>',
    summary: 'ein Konto anlegen oder einem Konto eine Rolle geben',
    load: () => import('../cli-server/user-add.js'),
  },
  {
    name: 'user reset',
    usage: '<E-Mail>',
    summary: 'wenn keine Administration helfen kann: zweiten Faktor entfernen, Link für ein neues Passwort',
    load: () => import('../cli-server/user-reset.js'),
  },
  {
    name: 'user logout',
    usage: '<E-Mail> | --alle',
    summary: 'ein Konto oder alle sofort überall abmelden',
    load: () => import('../cli-server/user-logout.js'),
  },
  {
    name: 'audit',
    usage: 'verify | head [--kommune <Id>] [--anker <Datei>] [--json]',
    summary:
      'das Protokoll prüfen; „head“ gibt die Prüfsumme aus, die außerhalb der Datenbank aufbewahrt wird (--anker)',
    load: () => import('../cli-server/audit.js'),
  },
  {
    name: 'backup',
    usage: '<Datei> [--json]',
    summary: 'alles sichern, während die Anwendung läuft (Datenbank: DATABASE_URL oder DATA_DIR)',
    load: () => import('../cli-server/backup.js'),
  },
  {
    name: 'restore',
    usage: '<Datei> [--ueberschreiben] [--loeschliste <Datei>] [--nachrichten-erneut] [--json]',
    summary:
      'eine Sicherung zurückholen; was seit der Sicherung gelöscht wurde, wird erneut gelöscht (--loeschliste: Ausgabe von „zst retention erasures“), was auf dem Weg war, wird angehalten und nicht ungefragt noch einmal gesendet',
    load: () => import('../cli-server/restore.js'),
  },
  {
    name: 'doctor',
    usage: '[--json]',
    summary: 'den Zustand der Installation prüfen und sagen, was zu tun ist; ändert nichts',
    load: () => import('../cli-server/doctor.js'),
  },
  {
    name: 'retention',
    usage: 'preview | run | erasures | apply-erasures [--kommune <Id>] [--liste <Datei>]',
    summary:
      'was nach den Aufbewahrungsfristen gelöscht wird, und es löschen; „erasures“ gibt die Löschliste aus, die außerhalb der Datenbank aufbewahrt wird, „apply-erasures“ löscht nach einer Wiederherstellung erneut',
    load: () => import('../cli-server/retention.js'),
  },
];
