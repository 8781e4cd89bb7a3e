/** The public course of a Meldung; models set it through the element property `meldestatus`. */
export const MELDESTATUS = [
  'eingegangen',
  'in_pruefung',
  'rueckfrage',
  'zugewiesen',
  'angenommen',
  'uebergabe_vereinbart',
  'uebergeben',
  'verwiesen',
  'keine_aufnahme',
  'keine_weitergabe',
  'abgeschlossen',
] as const;
export type Meldestatus = (typeof MELDESTATUS)[number];

interface StatusText {
  /** short, for lists */
  text: string;
  /** a sentence for the reporter */
  satz: string;
  naechsteSchritte: string[];
}

const STATUS_TEXTE: Record<Meldestatus, StatusText> = {
  eingegangen: {
    text: 'Eingegangen',
    satz: 'Ihre Meldung ist eingegangen.',
    naechsteSchritte: [
      'Eine Fachkraft liest die Meldung und klärt, welche Stelle zuständig ist.',
      'Sie können den Stand jederzeit mit Vorgangsnummer und PIN abrufen.',
    ],
  },
  in_pruefung: {
    text: 'In Prüfung',
    satz: 'Eine Fachkraft prüft Ihre Meldung.',
    naechsteSchritte: ['Sobald feststeht, welche Stelle zuständig ist, sehen Sie es hier.'],
  },
  rueckfrage: {
    text: 'Rückfrage',
    satz: 'Zu Ihrer Meldung gibt es eine Rückfrage.',
    naechsteSchritte: ['Die zuständige Stelle meldet sich bei Ihnen, um offene Angaben zu klären.'],
  },
  zugewiesen: {
    text: 'Zugewiesen',
    satz: 'Ihre Meldung ist der zuständigen Stelle vorgelegt worden.',
    naechsteSchritte: ['Die zuständige Stelle entscheidet, ob sie den Fall annimmt.'],
  },
  angenommen: {
    text: 'Angenommen',
    satz: 'Die zuständige Stelle hat den Fall angenommen.',
    naechsteSchritte: ['Die zuständige Stelle stimmt mit Ihnen die Übergabe ab.'],
  },
  uebergabe_vereinbart: {
    text: 'Übergabe vereinbart',
    satz: 'Die Übergabe ist vereinbart.',
    naechsteSchritte: ['Die Übergabe findet nach Absprache oder in einem gemeinsamen Termin statt.'],
  },
  uebergeben: {
    text: 'Übergeben',
    satz: 'Der Fall ist übergeben.',
    naechsteSchritte: ['Das Case Management begleitet die Person nun. Sie müssen nichts weiter tun.'],
  },
  verwiesen: {
    text: 'Verwiesen',
    satz: 'Die Person ist an eine passende Beratungsstelle verwiesen worden.',
    naechsteSchritte: ['Wir fragen nach, ob die Person dort angekommen ist.'],
  },
  keine_aufnahme: {
    text: 'Keine Aufnahme',
    satz: 'Der Fall wurde nicht in das Case Management aufgenommen.',
    naechsteSchritte: [
      'Die Gründe teilt Ihnen die zuständige Stelle mit. Eine neue Meldung ist jederzeit möglich.',
    ],
  },
  keine_weitergabe: {
    text: 'Keine Weitergabe',
    satz: 'Ohne Einwilligung der Person durfte die Meldung nicht weitergegeben werden.',
    naechsteSchritte: [
      'Bitte sprechen Sie mit der Person über das freiwillige Angebot.',
      'Liegt eine Einwilligung vor, können Sie erneut melden.',
    ],
  },
  abgeschlossen: {
    text: 'Abgeschlossen',
    satz: 'Der Vorgang ist abgeschlossen.',
    naechsteSchritte: ['Sie müssen nichts weiter tun.'],
  },
};

export function isMeldestatus(value: string): value is Meldestatus {
  return (MELDESTATUS as readonly string[]).includes(value);
}

/** Texts of a status; an unknown code (older model) is shown as it is. */
export function describeMeldestatus(status: string): StatusText {
  return isMeldestatus(status) ? STATUS_TEXTE[status] : { text: status, satz: status, naechsteSchritte: [] };
}
