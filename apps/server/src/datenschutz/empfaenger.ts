import { ORGANISATION_ARTEN } from '@zusteuerung/domain';

/** What a form may name beside organisations; as people read it. Bodies get no case. */
const ARTEN: Record<string, string> = {
  traeger: 'das zuständige Case Management',
  koordinierungsstelle: 'Koordinierungsstelle',
  beratung: 'Beratungsstellen der Kommune',
  behoerde: 'Behörden der Kommune',
  '*': 'alle Stellen der Kommune, die am Fall mitwirken',
};

const STEUERT = 'art:koordinierungsstelle';

/** Recipients of a form that names none: the Case Management, as to which one is what the Zusteuerung decides. */
export const OHNE_ANGABE = ['art:traeger'];

/**
 * Whom the property `empfaenger` of a form's text names: kinds of organisations (`traeger`), ids, or `alle`, separated by
 * semicolons. Null: there is no such property. The Koordinierungsstelle is named by every form, see `keepEinwilligung`.
 */
export function empfaengerOf(property: string | undefined): string[] | null {
  const named = (property ?? '').split(';').flatMap((one) => one.trim() || []);
  const entry = (name: string) => (name === 'alle' ? 'art:*' : name in ARTEN ? `art:${name}` : name);
  return named.length > 0 ? named.map(entry).filter((one) => one !== STEUERT) : null;
}

/** What of it names nobody there is. */
export function unknownEmpfaenger(named: string[], organisationen: ReadonlySet<string>): string[] {
  return named.filter((one) => !one.startsWith('art:') && !organisationen.has(one));
}

/** The name of a recipient; organisations by id. */
export function nameOfEmpfaenger(one: string, organisationen: ReadonlyMap<string, { name: string }>): string {
  const art = one.startsWith('art:') ? ARTEN[one.slice('art:'.length)] : undefined;
  return art ?? organisationen.get(one)?.name ?? one;
}

/** How models name recipients, for messages. */
export const ERLAUBT = ['alle', ...ORGANISATION_ARTEN.filter((art) => art in ARTEN)];
