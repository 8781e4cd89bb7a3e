import { toDays, weekday } from './calendar.js';

// Holidays of a whole Land by rule; what holds in parts of one, or once, is a free day of the municipality.
const everywhere = {
  fixed: ['1-1', '5-1', '10-3', '12-25', '12-26'],
  /** days after Easter Sunday: Good Friday, Easter Monday, Ascension, Whit Monday */
  easter: [-2, 1, 39, 50],
};

const corpusChristi = 60;
const reformation = '10-31';
const allSaints = '11-1';
const epiphany = '1-6';

const own: Record<string, { fixed: string[]; easter?: number[]; repentance?: true }> = {
  BB: { fixed: [reformation] },
  BE: { fixed: ['3-8'] },
  BW: { fixed: [epiphany, allSaints], easter: [corpusChristi] },
  BY: { fixed: [epiphany, allSaints], easter: [corpusChristi] },
  HB: { fixed: [reformation] },
  HE: { fixed: [], easter: [corpusChristi] },
  HH: { fixed: [reformation] },
  MV: { fixed: ['3-8', reformation] },
  NI: { fixed: [reformation] },
  NW: { fixed: [allSaints], easter: [corpusChristi] },
  RP: { fixed: [allSaints], easter: [corpusChristi] },
  SH: { fixed: [reformation] },
  SL: { fixed: ['8-15', allSaints], easter: [corpusChristi] },
  SN: { fixed: [reformation], repentance: true },
  ST: { fixed: [epiphany, reformation] },
  TH: { fixed: ['9-20', reformation] },
};

/** The Länder by their ISO 3166-2 codes without `DE-`. */
export const laender: readonly string[] = Object.keys(own);

/** Easter Sunday in days since 1970-01-01, by the rule of Gauss as Lichtenberg completed it; Gregorian years. */
export function easterSunday(year: number): number {
  const k = Math.floor(year / 100);
  const m = 15 + Math.floor((3 * k + 3) / 4) - Math.floor((8 * k + 13) / 25);
  const s = 2 - Math.floor((3 * k + 3) / 4);
  const a = year % 19;
  const d = (19 * a + m) % 30;
  const r = Math.floor((d + Math.floor(a / 11)) / 29);
  const fullMoon = 21 + d - r;
  const sunday = 7 - ((year + Math.floor(year / 4) + s) % 7);
  return toDays(year, 3, 1) + fullMoon + 7 - ((fullMoon - sunday) % 7) - 1;
}

const known = new Map<string, ReadonlySet<number>>();

/** The public holidays of a Land in a year, in days since 1970-01-01; those of the present law. */
export function holidays(land: string, year: number): ReadonlySet<number> {
  const key = `${land} ${year}`;
  const before = known.get(key);
  if (before) return before;
  const { fixed = [], easter = [], repentance = false } = own[land] ?? {};
  const sunday = easterSunday(year);
  const days = [...everywhere.fixed, ...fixed].map((text) => {
    const [month = 1, day = 1] = text.split('-').map(Number);
    return toDays(year, month, day);
  });
  for (const after of [...everywhere.easter, ...easter]) days.push(sunday + after);
  // The Wednesday before 23 November.
  if (repentance) days.push(toDays(year, 11, 22) - ((weekday(toDays(year, 11, 22)) + 4) % 7));
  const found = new Set(days);
  if (known.size < 500) known.set(key, found);
  return found;
}
