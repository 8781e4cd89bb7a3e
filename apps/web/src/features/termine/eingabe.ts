import type { Termin, TerminAuswahl, TerminEingabe } from './abfragen.js';
import { readOrtszeit } from './zeitraum.js';

export type Art = TerminEingabe['art'];

/** What stands in the fields of the form. */
export interface Werte {
  art: Art;
  titel: string;
  tag: string;
  uhrzeit: string;
  dauer: string;
  ort: string;
  /** groups and the reporter that are ticked */
  gewaehlt: string[];
  /** further addresses as they were typed */
  adressen: string;
}

export interface Moeglich {
  id: string;
  text: string;
}

const MELDER = 'melder';
const isAdresse = (id: string): boolean => id.includes('@');

/** A new meeting, or the one that is to be changed; a whole day asks for its time. */
export function werteOf(termin: Termin | null, auswahl: TerminAuswahl): Werte {
  const erste = auswahl.arten[0] ?? { art: 'sonstiges' as const, titel: '' };
  if (!termin)
    return {
      art: erste.art,
      titel: erste.titel,
      tag: '',
      uhrzeit: '',
      dauer: '60',
      ort: '',
      gewaehlt: [],
      adressen: '',
    };
  const { tag, uhrzeit } = readOrtszeit(termin.beginn);
  const ids = termin.teilnehmende.map(({ id }) => id);
  return {
    art: termin.art === 'ablauf' ? 'sonstiges' : termin.art,
    titel: termin.titel,
    tag,
    uhrzeit: termin.ganztags ? '' : uhrzeit,
    dauer: termin.ganztags ? '60' : String(termin.dauer),
    ort: termin.ort ?? '',
    gewaehlt: ids.filter((id) => !isAdresse(id)),
    adressen: ids.filter(isAdresse).join('\n'),
  };
}

/** Who can be ticked: the groups, the reporter with an address, and whoever is invited already. */
export function listMoegliche(termin: Termin | null, { gruppen, melder }: TerminAuswahl): Moeglich[] {
  const moegliche = [...(melder ? [{ id: MELDER, text: 'Meldende Stelle' }] : []), ...gruppen];
  const bekannt = new Set(moegliche.map(({ id }) => id));
  const weitere = (termin?.teilnehmende ?? []).filter(({ id }) => !isAdresse(id) && !bekannt.has(id));
  return [...moegliche, ...weitere];
}

/** Another kind brings its own title, unless somebody has written one. */
export function changeArt(werte: Werte, art: Art, { arten }: TerminAuswahl): Werte {
  const vorgeschlagen = arten.some(({ titel }) => titel === werte.titel.trim());
  const titel = arten.find((each) => each.art === art)?.titel;
  return { ...werte, art, titel: titel && (vorgeschlagen || !werte.titel.trim()) ? titel : werte.titel };
}

/** Addresses apart by lines, blanks, commas or semicolons, each once. */
export const splitAdressen = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).filter(Boolean))];

export const eingabeOf = (werte: Werte): TerminEingabe => ({
  art: werte.art,
  titel: werte.titel,
  beginn: `${werte.tag}T${werte.uhrzeit}`,
  dauer: Number(werte.dauer),
  ort: werte.ort.trim() || null,
  teilnehmende: [...werte.gewaehlt, ...splitAdressen(werte.adressen)],
});
