import { Entwurfsspeicher } from './entwurfsspeicher.js';
import { findOverlap } from './ueberschneidung.js';

const ablage = () => {
  const werte = new Map<string, string>();
  return {
    getItem: (schluessel: string) => werte.get(schluessel) ?? null,
    setItem: (schluessel: string, wert: string) => void werte.set(schluessel, wert),
    removeItem: (schluessel: string) => void werte.delete(schluessel),
  };
};

const tabelle = { pfad: 'k.dmn', name: 'Komplexität', inhalt: '>= 3', ausgang: '>= 2' };
const brief = { pfad: 'nachrichten/a.md', name: 'A', inhalt: 'neu', ausgang: 'alt' };

describe('Entwurfsspeicher', () => {
  it('keeps the changed files of a session on the version of the first change', () => {
    const speicher = new Entwurfsspeicher(null, 'x');
    speicher.change(tabelle, 4);
    speicher.change(brief, 5);
    const { basisVersion, entwuerfe } = speicher.getSnapshot();
    expect(basisVersion).toBe(4);
    expect(entwuerfe.map(({ pfad }) => pfad)).toEqual(['k.dmn', 'nachrichten/a.md']);
  });

  it('forgets a file that was changed back, and the version with the last one', () => {
    const speicher = new Entwurfsspeicher(null, 'x');
    speicher.change(tabelle, 4);
    speicher.change({ ...tabelle, inhalt: '>= 2' }, 4);
    expect(speicher.getSnapshot()).toMatchObject({ basisVersion: null, entwuerfe: [], runde: 0 });
  });

  it('remembers the first start of a file, whatever later changes say', () => {
    const speicher = new Entwurfsspeicher(null, 'x');
    speicher.change(tabelle, 4);
    speicher.change({ ...tabelle, inhalt: '>= 4', ausgang: '>= 3' }, 4);
    expect(speicher.find('k.dmn')).toMatchObject({ inhalt: '>= 4', ausgang: '>= 2' });
  });

  it('survives a reload and ignores what it can not read', () => {
    const kasten = ablage();
    new Entwurfsspeicher(kasten, 'x').change(tabelle, 4);
    expect(new Entwurfsspeicher(kasten, 'x').getSnapshot().entwuerfe).toEqual([tabelle]);
    expect(new Entwurfsspeicher(kasten, 'y').getSnapshot().entwuerfe).toEqual([]);
    kasten.setItem('x', '{"basisVersion":1,"entwuerfe":[{"pfad":1}]}');
    expect(new Entwurfsspeicher(kasten, 'x').getSnapshot().entwuerfe).toEqual([]);
    kasten.setItem('x', 'kaputt');
    expect(new Entwurfsspeicher(kasten, 'x').getSnapshot().entwuerfe).toEqual([]);
  });

  it('says so when the browser refuses to keep drafts, and keeps them in memory', () => {
    const voll = {
      ...ablage(),
      setItem: () => {
        throw new DOMException('voll', 'QuotaExceededError');
      },
    };
    const speicher = new Entwurfsspeicher(voll, 'x');
    speicher.change(tabelle, 4);
    expect(speicher.getSnapshot()).toMatchObject({ dauerhaft: false, entwuerfe: [tabelle] });
  });

  it('raises the round only for changes that did not come from the editor', () => {
    const speicher = new Entwurfsspeicher(null, 'x');
    speicher.change(tabelle, 4);
    expect(speicher.getSnapshot().runde).toBe(0);
    speicher.replace({ ...tabelle, inhalt: '>= 9' }, 4);
    expect(speicher.getSnapshot().runde).toBe(1);
    speicher.discard('k.dmn');
    expect(speicher.getSnapshot()).toMatchObject({ runde: 2, entwuerfe: [], basisVersion: null });
  });

  it('tells listeners about every change', () => {
    const speicher = new Entwurfsspeicher(null, 'x');
    let mal = 0;
    const ende = speicher.subscribe(() => (mal += 1));
    speicher.change(tabelle, 4);
    speicher.discardAll();
    ende();
    speicher.change(tabelle, 4);
    expect(mal).toBe(2);
  });

  it('moves drafts onto a newer version and drops those it already contains', () => {
    const speicher = new Entwurfsspeicher(null, 'x');
    speicher.change(tabelle, 4);
    speicher.change(brief, 4);
    speicher.rebase(
      5,
      new Map([
        ['k.dmn', '>= 2'],
        ['nachrichten/a.md', 'neu'],
      ]),
    );
    expect(speicher.getSnapshot()).toMatchObject({ basisVersion: 5, entwuerfe: [tabelle] });
  });
});

describe('findOverlap', () => {
  it('finds files that someone else changed, added or removed meanwhile', () => {
    const neu = { pfad: 'neu.form', name: 'Neu', inhalt: '{}', ausgang: null };
    const stand = new Map([
      ['k.dmn', '>= 2'],
      ['nachrichten/a.md', 'anders'],
    ]);
    expect(findOverlap([tabelle, brief, neu], stand)).toEqual([brief]);
    expect(findOverlap([tabelle, neu], new Map([['neu.form', 'x']]))).toEqual([tabelle, neu]);
  });
});
