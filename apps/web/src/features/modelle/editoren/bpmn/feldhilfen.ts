/** Short German help below fields of the properties panel, by the panel's entry ids. */
export const feldhilfen: Record<string, () => string> = {
  assignmentDefinitionCandidateGroups: () =>
    'Wer die Aufgabe bekommt: Organisation und Rolle, zum Beispiel caritas-rheine:case_management. Mehrere mit Komma trennen.',
  formId: () => 'Name des Formulars ohne Endung, zum Beispiel pruefung.',
  decisionId: () => 'Kennung der Entscheidung aus der Entscheidungstabelle, zum Beispiel zusteuerung.',
  taskDefinitionType: () => 'Was automatisch geschieht: benachrichtigung oder rueckmeldung.',
  timerEventDefinitionValue: () =>
    'Dauer, zum Beispiel P14D für 14 Tage oder 5 Arbeitstage, oder eine Frist aus den Einstellungen: =fristen.annahme',
  conditionExpression: () => 'Wann dieser Weg genommen wird, zum Beispiel =entscheidung = "annehmen".',
  taskScheduleDueDate: () =>
    'Bis wann die Aufgabe erledigt sein soll, zum Beispiel =fristende(fristen.annahme).',
  targetProcessId: () => 'Kennung des Prozesses, der aufgerufen wird.',
  messageSubscriptionCorrelationKey: () => 'Woran die Nachricht erkannt wird, zum Beispiel =meldung.id.',
};
