import { jest } from '@jest/globals';
import type { Befund, Dateiinhalt } from '../api/types.js';
import { Entwurfsspeicher } from '../entwuerfe/entwurfsspeicher.js';
import { Pruefung } from './pruefung.js';

const datei = (inhalt: string) => ({ pfad: 'a.bpmn', name: 'A', inhalt, ausgang: 'alt' });

const befund = (code: string): Befund => ({ code, severity: 'error', message: { de: code, en: code } });

/** A check that answers when told to. */
function createPruefung() {
  const speicher = new Entwurfsspeicher(null, 'x');
  const anfragen: {
    dateien: Dateiinhalt[];
    signal: AbortSignal;
    answer(befunde: Befund[]): void;
    fail(): void;
  }[] = [];
  const pruefung = new Pruefung(
    speicher,
    (dateien, signal) =>
      new Promise((resolve, reject) => {
        anfragen.push({ dateien, signal, answer: resolve, fail: () => reject(new Error('weg')) });
      }),
    100,
  );
  return { speicher, pruefung, anfragen };
}

describe('Pruefung', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('checks the whole changed set once after a burst of changes', async () => {
    const { speicher, pruefung, anfragen } = createPruefung();
    expect(pruefung.getSnapshot().status).toBe('ruht');
    speicher.change(datei('1'), 1);
    speicher.change({ ...datei('x'), pfad: 'b.dmn' }, 1);
    speicher.change(datei('2'), 1);
    expect(anfragen).toHaveLength(0);
    await jest.advanceTimersByTimeAsync(100);
    expect(anfragen.map(({ dateien }) => dateien)).toEqual([
      [
        { pfad: 'a.bpmn', inhalt: '2' },
        { pfad: 'b.dmn', inhalt: 'x' },
      ],
    ]);
    anfragen[0]?.answer([befund('E')]);
    await jest.advanceTimersByTimeAsync(0);
    expect(pruefung.getSnapshot()).toEqual({ status: 'fertig', befunde: [befund('E')] });
  });

  it('drops an answer that a change overtook', async () => {
    const { speicher, pruefung, anfragen } = createPruefung();
    speicher.change(datei('1'), 1);
    await jest.advanceTimersByTimeAsync(100);
    speicher.change(datei('2'), 1);
    expect(anfragen[0]?.signal.aborted).toBe(true);
    anfragen[0]?.answer([befund('ALT')]);
    await jest.advanceTimersByTimeAsync(0);
    expect(pruefung.getSnapshot()).toEqual({ status: 'laeuft', befunde: [] });
  });

  it('says when a check was not possible, and rests without drafts', async () => {
    const { speicher, pruefung, anfragen } = createPruefung();
    speicher.change(datei('1'), 1);
    await jest.advanceTimersByTimeAsync(100);
    anfragen[0]?.fail();
    await jest.advanceTimersByTimeAsync(0);
    expect(pruefung.getSnapshot().status).toBe('gestoert');
    speicher.discardAll();
    expect(pruefung.getSnapshot()).toEqual({ status: 'ruht', befunde: [] });
  });
});
