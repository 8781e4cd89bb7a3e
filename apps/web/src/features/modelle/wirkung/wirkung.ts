import {
  compareDecisions,
  compareTables,
  readCases,
  readDmn,
  type DecisionCase,
  type Difference,
  type DmnModel,
  type TableComparison,
} from '@zusteuerung/decisions';
import { describeTabellenwechsel, describeWechsel, describeZeilen, formatWert } from './saetze.js';

export interface Datei {
  pfad: string;
  inhalt: string;
}

/** A change in sentences, and all that meet it: names of cases, or inputs in words. */
export interface Wechsel {
  saetze: string[];
  bei: string[];
}

export interface Tabellenwirkung {
  name: string;
  art: TableComparison['kind'];
  /** how many of the inputs come to another result */
  anders: number;
  von: number;
  wechsel: Wechsel[];
}

/** What is decided differently; only what differs is listed. */
export interface Wirkung {
  faelle: number;
  eingaben: number;
  /** how many of the cases come to another result */
  andereFaelle: number;
  fallwechsel: Wechsel[];
  tabellen: Tabellenwirkung[];
  /** inputs and cases with the same result by other rows */
  andereZeilen: number;
}

type Modelle = Map<string, DmnModel>;
const FALLDATEI = /\.faelle\.json$/;

/** Of two versions of all tables of a municipality: which agreed cases and which inputs they decide differently; null: a table can't be read. */
export async function compareStaende(
  vorher: readonly Datei[],
  nachher: readonly Datei[],
  jetzt: string,
): Promise<Wirkung | null> {
  const [alt, neu] = [await readModelle(vorher), await readModelle(nachher)];
  if (!alt || !neu) return null;
  const faelle = nachher
    .filter(({ pfad }) => FALLDATEI.test(pfad))
    .flatMap(({ inhalt }) => readCases(inhalt).cases);
  const proFall = faelle.map((fall) => ({ fall, ...compareFall(fall, alt, neu, jetzt) }));
  const tabellen = [...neu].flatMap(([pfad, model]) => compareModell(pfad, model, alt, neu, jetzt));
  const beschrifte = labelsOf([...alt.values(), ...neu.values()]);
  const anders = tabellen.filter(({ differences, kind }) => differences.length > 0 || kind !== 'changed');
  return {
    faelle: faelle.length,
    eingaben: sum(tabellen.map(({ compared }) => compared)),
    andereFaelle: proFall.filter(({ differences }) => differences.length > 0).length,
    fallwechsel: gather(
      proFall.flatMap(({ fall, differences: [erste] }) =>
        erste ? [{ saetze: fallsaetze(erste, beschrifte), bei: fall.name }] : [],
      ),
    ),
    tabellen: anders.map((tabelle) => describeTabelle(tabelle, [...neu.values()], beschrifte)),
    andereZeilen: sum([...proFall, ...tabellen].map(({ otherRules }) => otherRules)),
  };
}

/** The same change once, whatever meets it. */
function gather(einzelne: { saetze: string[]; bei: string }[]): Wechsel[] {
  const wechsel = new Map<string, Wechsel>();
  for (const { saetze, bei } of einzelne) {
    const key = saetze.join('\n');
    const bisher = wechsel.get(key)?.bei ?? [];
    wechsel.set(key, { saetze, bei: bisher.includes(bei) ? bisher : [...bisher, bei] });
  }
  return [...wechsel.values()];
}

const sum = (zahlen: number[]): number => zahlen.reduce((summe, zahl) => summe + zahl, 0);

async function readModelle(dateien: readonly Datei[]): Promise<Modelle | null> {
  const modelle: Modelle = new Map();
  for (const { pfad, inhalt } of dateien.filter((datei) => datei.pfad.endsWith('.dmn'))) {
    const { model } = await readDmn(inhalt);
    if (!model) return null;
    modelle.set(pfad, model);
  }
  return modelle;
}

const compareFall = ({ decision, input, at }: DecisionCase, alt: Modelle, neu: Modelle, jetzt: string) =>
  compareDecisions([...alt.values()], [...neu.values()], decision, [input], { now: at ?? jetzt });

function compareModell(pfad: string, model: DmnModel, alt: Modelle, neu: Modelle, jetzt: string) {
  const others = (modelle: Modelle) => [...modelle].flatMap(([name, one]) => (name === pfad ? [] : [one]));
  const earlier = alt.get(pfad) ?? { ...model, decisions: [] };
  return compareTables(
    { model: earlier, others: others(alt) },
    { model, others: others(neu) },
    { now: jetzt },
  );
}

interface Beschriftung {
  /** label of an output by its name */
  ausgabe: (name: string) => string;
  entscheidung: (id: string) => string;
}

/** Names that our conventions for models prescribe and that need not be a column. */
const FESTE: Record<string, string> = { begruendung: 'Begründung', traeger: 'Träger', ziel: 'Ziel' };

function labelsOf(modelle: DmnModel[]): Beschriftung {
  const decisions = modelle.flatMap((model) => model.decisions);
  const namen = new Map(decisions.map(({ id, name }) => [id, name]));
  const ausgaben = new Map(
    decisions
      .flatMap(({ logic }) => (logic?.kind === 'table' ? logic.outputs : []))
      .map(({ name, label }) => [name, label || name]),
  );
  return {
    ausgabe: (name) => ausgaben.get(name) ?? FESTE[name] ?? name,
    entscheidung: (id) => namen.get(id) ?? id,
  };
}

function fallsaetze(difference: Difference, { ausgabe, entscheidung }: Beschriftung): string[] {
  const zeilen = describeZeilen(difference, entscheidung);
  return [...describeWechsel(difference, ausgabe), ...(zeilen ? [zeilen] : [])];
}

function describeTabelle(
  { decisionId, name, kind, compared, differences }: TableComparison,
  modelle: DmnModel[],
  { ausgabe }: Beschriftung,
): Tabellenwirkung {
  const logic = modelle
    .flatMap(({ decisions }) => decisions)
    .find((decision) => decision.id === decisionId)?.logic;
  const spalten = logic?.kind === 'table' ? logic.inputs : [];
  return {
    name,
    art: kind,
    anders: differences.length,
    von: compared,
    wechsel: gather(
      differences.map((difference) => ({
        saetze: [describeTabellenwechsel(difference, ausgabe)],
        bei: eingabetext(spalten, difference.input),
      })),
    ),
  };
}

/** An input by the columns of its table: „Lebensbereiche mit Problemen 2, Schwierige Konstellation nein“. */
function eingabetext(
  spalten: readonly { label: string; source: string }[],
  input: Difference['input'],
): string {
  const teile = spalten.flatMap(({ label, source }) => {
    const wert = valueAt(input, source.trim().split('.'));
    return wert === undefined ? [] : [`${label || source} ${formatWert(wert)}`];
  });
  return [...new Set(teile)].join(', ') || 'alle Eingaben';
}

function valueAt(input: Difference['input'], pfad: string[]) {
  let wert: Difference['input'][string] | undefined = input;
  for (const name of pfad) {
    if (typeof wert !== 'object' || wert === null || Array.isArray(wert)) return undefined;
    wert = wert[name];
  }
  return wert;
}
