import type { Difference, Outcome } from '@zusteuerung/decisions';

type Json = Outcome['result'];

const zahl = new Intl.NumberFormat('de-DE', { maximumFractionDigits: 6 });

const isObject = (wert: Json | undefined): wert is Record<string, Json> =>
  typeof wert === 'object' && wert !== null && !Array.isArray(wert);

/** A value for people: „Ja“, „2,5“, „Wohnen, Sprache“. */
export function formatWert(wert: Json | undefined): string {
  if (wert === null || wert === undefined) return 'nichts';
  if (typeof wert === 'boolean') return wert ? 'ja' : 'nein';
  if (typeof wert === 'number') return zahl.format(wert);
  if (typeof wert === 'string') return wert === '' ? 'leer' : `„${wert}“`;
  if (Array.isArray(wert)) return wert.length === 0 ? 'leer' : wert.map(formatWert).join(', ');
  return Object.entries(wert)
    .map(([name, innen]) => `${name} ${formatWert(innen)}`)
    .join(', ');
}

const ergebnisOf = ({ result, problems }: Outcome, wert: Json | undefined = result): string =>
  problems.length > 0
    ? `ein Fehler (${[...new Set(problems.map(({ code }) => code))].join(', ')})`
    : formatWert(wert);

/** What becomes another result; of two results with several values only those that differ. */
export function describeWechsel(
  { before, after }: Pick<Difference, 'before' | 'after'>,
  labelOf: (name: string) => string,
): string[] {
  const [alt, neu] = [before.result, after.result];
  if (!isObject(alt) || !isObject(neu) || before.problems.length + after.problems.length > 0)
    return [`bisher ${ergebnisOf(before)}, jetzt ${ergebnisOf(after)}`];
  const namen = [...new Set([...Object.keys(alt), ...Object.keys(neu)])];
  return namen
    .filter((name) => JSON.stringify(alt[name]) !== JSON.stringify(neu[name]))
    .map((name) => `${labelOf(name)}: bisher ${formatWert(alt[name])}, jetzt ${formatWert(neu[name])}`);
}

/** Which rows no longer apply, and which do instead. */
export function describeZeilen(
  { before, after }: Pick<Difference, 'before' | 'after'>,
  nameOf: (decisionId: string) => string,
): string | null {
  const minus = (a: Outcome, b: Outcome) =>
    a.rules
      .filter(({ ruleId }) => !b.rules.some((rule) => rule.ruleId === ruleId))
      .map(({ decisionId, ruleNumber }) => `${nameOf(decisionId)}, Zeile ${ruleNumber}`);
  const [weg, neu] = [minus(before, after), minus(after, before)];
  if (weg.length === 0 && neu.length === 0) return null;
  const jetzt = neu.length > 0 ? neu.join(' und ') : 'keine andere Zeile';
  return weg.length > 0 ? `Statt ${weg.join(' und ')} gilt jetzt ${jetzt}.` : `Zusätzlich gilt ${jetzt}.`;
}

const zeileOf = ({ rules }: Outcome): string =>
  rules.length === 0
    ? 'keine Zeile'
    : `Zeile ${[...new Set(rules.map(({ ruleNumber }) => ruleNumber))].join(', ')}`;

/** A change within one table, by its rows. */
export const describeTabellenwechsel = (
  difference: Pick<Difference, 'before' | 'after'>,
  labelOf: (name: string) => string,
): string =>
  `${describeWechsel(difference, labelOf).join('; ')} (bisher ${zeileOf(difference.before)}, jetzt ${zeileOf(difference.after)})`;
