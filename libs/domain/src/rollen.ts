/** What a person does for an organisation; one person may hold several. */
export const ROLLEN = [
  'meldende_stelle',
  'case_management',
  'koordination',
  'gremium',
  'administration',
] as const;
export type Rolle = (typeof ROLLEN)[number];

export const ROLLEN_TEXTE: Record<Rolle, string> = {
  meldende_stelle: 'Meldende Stelle',
  case_management: 'Case Management',
  koordination: 'Koordinierungsstelle',
  gremium: 'Gremienmitglied',
  administration: 'Administration',
};

/** What the interface may offer; the server checks each of them again. */
export const RECHTE = [
  'aufgaben.bearbeiten',
  'faelle.sehen',
  'personendaten.sehen',
  'meldungen.eigene',
  'anliegen.sehen',
  'anliegen.erheben',
  'postfach.sehen',
  'modelle.sehen',
  'modelle.bereitstellen',
  'konten.sehen',
  'konten.verwalten',
  'schnittstellen.verwalten',
  /** incidents: see, retry; move cases to another version */
  'betrieb.fuehren',
  /** decide by hand how a case goes on: variables, places, escalation, end */
  'vorgaenge.eingreifen',
  'datenschutz.anfragen',
  'loeschen.sehen',
  'loeschen.freigeben',
] as const;
export type Recht = (typeof RECHTE)[number];

const RECHTE_JE_ROLLE: Record<Rolle, readonly Recht[]> = {
  meldende_stelle: ['meldungen.eigene'],
  case_management: [
    'aufgaben.bearbeiten',
    'faelle.sehen',
    'personendaten.sehen',
    'anliegen.sehen',
    'anliegen.erheben',
    'postfach.sehen',
    'modelle.sehen',
  ],
  koordination: [
    'aufgaben.bearbeiten',
    'faelle.sehen',
    'personendaten.sehen',
    'anliegen.sehen',
    'anliegen.erheben',
    'postfach.sehen',
    'modelle.sehen',
    'modelle.bereitstellen',
    'betrieb.fuehren',
    'vorgaenge.eingreifen',
    'datenschutz.anfragen',
    'loeschen.sehen',
  ],
  gremium: ['aufgaben.bearbeiten', 'anliegen.sehen', 'postfach.sehen'],
  administration: [
    'postfach.sehen',
    'modelle.sehen',
    'modelle.bereitstellen',
    'konten.sehen',
    'konten.verwalten',
    'schnittstellen.verwalten',
    'betrieb.fuehren',
    'loeschen.sehen',
    'loeschen.freigeben',
  ],
};

export function isRolle(value: string): value is Rolle {
  return (ROLLEN as readonly string[]).includes(value);
}

/** The rights of all given roles together, in the order of RECHTE. */
export function rechteOf(rollen: readonly Rolle[]): Recht[] {
  return RECHTE.filter((recht) => rollen.some((rolle) => RECHTE_JE_ROLLE[rolle].includes(recht)));
}
