const NOCHMAL = 'Bitte versuchen Sie es noch einmal.';

const ABSAGEN: Record<string, { titel: string; text: string }> = {
  OIDC_NICHT_ERREICHBAR: {
    titel: 'Ihr Verzeichnisdienst antwortet nicht',
    text: 'Bitte versuchen Sie es in ein paar Minuten noch einmal. Mit E-Mail-Adresse und Passwort geht es weiter, wenn Sie hier ein Passwort haben.',
  },
  OIDC_ABGELAUFEN: {
    titel: 'Die Anmeldung hat zu lange gedauert',
    text: `Sie wurde nach zehn Minuten oder in einem anderen Fenster beendet. ${NOCHMAL}`,
  },
  OIDC_ABGELEHNT: {
    titel: 'Die Anmeldung wurde abgebrochen',
    text: `Ihr Verzeichnisdienst hat Sie nicht angemeldet. ${NOCHMAL}`,
  },
  OIDC_FEHLGESCHLAGEN: { titel: 'Die Anmeldung hat nicht geklappt', text: NOCHMAL },
  OIDC_OHNE_ROLLE: {
    titel: 'Für Sie ist hier noch keine Rolle vergeben',
    text: 'Sie haben sich richtig angemeldet, gehören im Verzeichnis aber zu keiner Gruppe dieser Anwendung. Bitte wenden Sie sich an Ihre IT oder an die Koordinierungsstelle.',
  },
  OIDC_OHNE_EMAIL: {
    titel: 'Im Verzeichnis fehlt Ihre E-Mail-Adresse',
    text: 'Ohne sie lässt sich hier kein Konto anlegen. Bitte wenden Sie sich an Ihre IT.',
  },
  OIDC_EMAIL_UNGEPRUEFT: {
    titel: 'Ihre E-Mail-Adresse ist im Verzeichnis nicht als geprüft gekennzeichnet',
    text: 'Deshalb lässt sich hier kein Konto anlegen. Bitte wenden Sie sich an Ihre IT.',
  },
  OIDC_EMAIL_VERGEBEN: {
    titel: 'Ihre E-Mail-Adresse hat hier schon ein Konto',
    text: 'Bitte melden Sie sich mit E-Mail-Adresse und Passwort an, oder lassen Sie das Konto von Ihrer Administration umstellen.',
  },
  KONTO_GESPERRT: {
    titel: 'Ihr Konto ist gesperrt',
    text: 'Bitte wenden Sie sich an Ihre Administration.',
  },
};

/** What the sign-in page says about a code the directory's way back brought; null for none and for unknown ones. */
export const describeAbsage = (code: string | null): { titel: string; text: string } | null =>
  (code && Object.hasOwn(ABSAGEN, code) ? ABSAGEN[code] : null) ?? null;
