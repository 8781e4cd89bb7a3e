interface Eintrag {
  id: string;
  text: string;
  fassung: string;
  form: string;
  empfaenger: { id: string; name: string }[];
  widerrufenAm: string | null;
  schriftformFehlt: string[];
}

/** What the API says of the consents to a case. */
export interface Einwilligungen {
  organisationen: { id: string; gedeckt: boolean }[];
  eintraege: Eintrag[];
  gestopptSeit: string | null;
  vorlage: { text: string; zwecke: string[] } | null;
  darfErfassen: boolean;
}

/** The proposal is not followed: the other Träger gets the case. */
export const anderswohin = {
  entscheidung: 'abweichen',
  ziel_neu: 'CM',
  traeger_neu: 'lernen-foerdern-rheine',
  grund: 'Die Person wohnt inzwischen rechts der Ems.',
};

/** The Träger declines the case. */
export const ablehnen = {
  ...{ doppelbetreuung: 'keine', entscheidung: 'ablehnen' },
  ...{ ablehnungsgrund: 'nicht_zustaendig', ablehnung_text: 'Wohnt woanders.' },
};
