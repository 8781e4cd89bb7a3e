import { moddle, moddles, text, type Gliederungspunkt, type Moddle } from '../modelleditor.js';

const nameOf = (element: Moddle): string => text(element.name).trim() || text(element.id);

const zelle = (wert: unknown): string => text(moddle(wert)?.['text']).trim();

const shorten = (lang: string): string => (lang.length > 240 ? `${lang.slice(0, 240)} …` : lang);

const logikOf = (entscheidung: Moddle) => moddle(entscheidung['decisionLogic']);

function columnNames(tabelle: Moddle): { eingaben: string[]; ausgaben: string[] } {
  return {
    eingaben: moddles(tabelle['input']).map(
      (spalte) => text(spalte['label']) || zelle(spalte['inputExpression']) || '?',
    ),
    ausgaben: moddles(tabelle['output']).map((spalte) => text(spalte['label']) || nameOf(spalte)),
  };
}

function describeRule(regel: Moddle, { eingaben, ausgaben }: ReturnType<typeof columnNames>): string {
  const wenn = moddles(regel['inputEntry'])
    .map((eintrag, nummer) => ({ name: eingaben[nummer], wert: zelle(eintrag) }))
    .filter(({ wert }) => wert && wert !== '-')
    .map(({ name, wert }) => `${name} ${wert}`);
  const dann = moddles(regel['outputEntry']).map(
    (eintrag, nummer) => `${ausgaben[nummer]} ${zelle(eintrag)}`,
  );
  return `${wenn.length ? `wenn ${wenn.join(' und ')}` : 'immer'}, dann ${dann.join(', ')}`;
}

function outlineDecision(entscheidung: Moddle): Gliederungspunkt[] {
  const logik = logikOf(entscheidung);
  const id = text(entscheidung.id);
  const name = nameOf(entscheidung);
  if (logik?.$type === 'dmn:LiteralExpression')
    return [{ id, name, art: 'Berechnung', tiefe: 0, weiter: [shorten(text(logik['text']))] }];
  if (logik?.$type !== 'dmn:DecisionTable')
    return [{ id, name, art: 'Entscheidung ohne Tabelle', tiefe: 0, weiter: [] }];
  const spalten = columnNames(logik);
  const regeln = moddles(logik['rule']).map((regel, nummer) => ({
    id: text(regel.id),
    name: `Zeile ${nummer + 1}`,
    art: 'Regel',
    tiefe: 1,
    weiter: [describeRule(regel, spalten)],
  }));
  const trefferregel = text(logik['hitPolicy']) || 'UNIQUE';
  return [{ id, name, art: `Entscheidungstabelle, ${trefferregel}`, tiefe: 0, weiter: [] }, ...regeln];
}

const elementsOf = (definitions: unknown): Moddle[] => moddles(moddle(definitions)?.['drgElement']);

/** The text outline of a DMN file: every decision with its rules as sentences. */
export function outlineDmn(definitions: unknown): Gliederungspunkt[] {
  return elementsOf(definitions)
    .filter((element) => element.$type === 'dmn:Decision')
    .flatMap(outlineDecision);
}

function contains(element: Moddle, id: string): boolean {
  if (element.id === id) return true;
  const teile = [
    'decisionLogic',
    'inputExpression',
    'variable',
    'input',
    'output',
    'rule',
    'inputEntry',
    'outputEntry',
  ];
  return teile.some((teil) => {
    const wert = element[teil];
    return [moddle(wert) ?? [], moddles(wert)].flat().some((kind) => contains(kind, id));
  });
}

/** Id of the decision that owns an element (a rule, a cell, a column); null if none does. */
export function decisionOf(definitions: unknown, elementId: string): string | null {
  return text(elementsOf(definitions).find((element) => contains(element, elementId))?.id) || null;
}
