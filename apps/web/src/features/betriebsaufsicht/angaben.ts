import type { Ablauf, Eingriff } from '../../api/betrieb.js';
import type { EingriffArt } from './eingriff.js';
import { readAenderungen } from './variablen.js';

/** What the form of an intervention holds, whichever it is. */
export interface Angaben {
  begruendung: string;
  /** which incident */
  stoerung: string;
  /** all variables as JSON */
  variablen: string;
  von: string[];
  nach: string;
  /** wait state and code of an escalation */
  eskalation: string;
}

export type Fehler = Partial<Record<keyof Angaben, string>>;

export function anfang({ stellen, variablen }: Ablauf): Angaben {
  const versetzbar = stellen.filter(({ huelle }) => !huelle);
  const marken = [...new Set(versetzbar.map(({ marke }) => marke))];
  return {
    begruendung: '',
    stoerung: stellen.find(({ stoerung }) => stoerung)?.stoerung?.schluessel ?? '',
    variablen: JSON.stringify(variablen ?? {}, null, 2),
    von: marken.length === 1 ? marken : [],
    nach: '',
    eskalation: '',
  };
}

/** The request for what was filled in, and what is missing. */
export function buildEingriff(
  art: EingriffArt,
  ablauf: Ablauf,
  angaben: Angaben,
): { eingriff: Eingriff; fehler: Fehler } {
  const { begruendung, stoerung, von, nach } = angaben;
  const kern = { art, stand: ablauf.stand, begruendung: begruendung.trim() };
  if (art === 'wiederholen' || art === 'variablen') {
    const gelesen = readAenderungen(angaben.variablen, ablauf.variablen ?? {});
    if (gelesen.fehler !== null) return { eingriff: kern, fehler: { variablen: gelesen.fehler } };
    const { geaendert: variablen } = gelesen;
    const keine = Object.keys(variablen).length === 0;
    if (art === 'wiederholen')
      return { eingriff: { ...kern, schluessel: stoerung, ...(keine ? {} : { variablen }) }, fehler: {} };
    const fehler: Fehler = keine ? { variablen: 'Sie haben noch nichts geändert.' } : {};
    return { eingriff: { ...kern, variablen }, fehler };
  }
  if (art === 'versetzen')
    return {
      eingriff: { ...kern, von, nach: [nach] },
      fehler: {
        ...(von.length === 0 ? { von: 'Bitte wählen Sie, was versetzt wird.' } : {}),
        ...(nach ? {} : { nach: 'Bitte wählen Sie, wo es weitergeht.' }),
      },
    };
  if (art === 'abbrechen') return { eingriff: kern, fehler: {} };
  const [schluessel, code] = angaben.eskalation ? (JSON.parse(angaben.eskalation) as string[]) : [];
  return schluessel && code
    ? { eingriff: { ...kern, schluessel, code }, fehler: {} }
    : { eingriff: kern, fehler: { eskalation: 'Bitte wählen Sie die Eskalation.' } };
}
