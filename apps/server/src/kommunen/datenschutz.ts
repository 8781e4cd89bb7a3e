import {
  AUFBEWAHRUNG_TEXTE,
  AUFBEWAHRUNGSKLASSEN,
  describeZeitraum,
  type Kommune,
} from '@zusteuerung/domain';
import type { DatenschutzHinweise } from './kommunen.dto.js';

const AUFSICHT: Record<string, string> = {
  NW: 'Landesbeauftragte für Datenschutz und Informationsfreiheit Nordrhein-Westfalen (LDI NRW)',
};

/** What people are told before they report (Art. 13 and 14 GDPR), as far as it differs between municipalities. */
export function datenschutzOf(kommune: Kommune): DatenschutzHinweise {
  const { datenschutz = {}, kontakt, kalender, aufbewahrung, organisationen } = kommune;
  return {
    verantwortlich:
      datenschutz.verantwortlich ?? [kommune.name, ...Object.values(kontakt)].filter(Boolean).join(', '),
    beauftragte: datenschutz.beauftragte ?? null,
    aufsicht:
      datenschutz.aufsicht ?? AUFSICHT[kalender.land] ?? 'die Datenschutz-Aufsichtsbehörde Ihres Landes',
    hinweis: datenschutz.hinweis ?? null,
    speicherdauer: AUFBEWAHRUNGSKLASSEN.map((klasse) => ({
      text: AUFBEWAHRUNG_TEXTE[klasse],
      dauer: describeZeitraum(aufbewahrung[klasse].frist),
    })),
    stellen: organisationen
      .filter(({ art }) => art !== 'gremium' && art !== 'land')
      .map(({ name, regime }) => ({ name, regime: regime ?? null })),
  };
}
