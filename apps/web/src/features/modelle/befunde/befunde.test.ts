import type { Befund } from '../api/types.js';
import { befundeOf, countText, groupByElement, hasErrors, sortBefunde, teileBefunde } from './befunde.js';

const befund = (teil: Partial<Befund>): Befund => ({
  code: 'X',
  severity: 'warning',
  message: { de: 'Text', en: 'text' },
  ...teil,
});

describe('befundeOf', () => {
  const inhalt = '<userTask id="Pruefen"/>';

  it('takes findings of the file, by path or by name', () => {
    const eigene = [befund({ file: 'nachrichten/a.md' }), befund({ file: 'a.md' })];
    expect(befundeOf([...eigene, befund({ file: 'b.md' })], 'nachrichten/a.md', '')).toEqual(eigene);
  });

  it('without a file takes those whose element is in the content', () => {
    const eigener = befund({ elementId: 'Pruefen' });
    const andere = [befund({ elementId: 'Pruef' }), befund({})];
    expect(befundeOf([eigener, ...andere], 'a.bpmn', inhalt)).toEqual([eigener]);
  });
});

describe('groupByElement', () => {
  it('gathers findings per element with the worst severity first', () => {
    const liste = [
      befund({ elementId: 'A', code: 'W' }),
      befund({ elementId: 'B', severity: 'info' }),
      befund({ elementId: 'A', code: 'E', severity: 'error' }),
      befund({}),
    ];
    expect(
      groupByElement(liste).map(({ elementId, severity, befunde }) => [
        elementId,
        severity,
        befunde.map(({ code }) => code),
      ]),
    ).toEqual([
      ['A', 'error', ['E', 'W']],
      ['B', 'info', ['X']],
    ]);
  });
});

describe('counting', () => {
  it('puts errors first and says how many there are', () => {
    const liste = [befund({ code: 'W' }), befund({ code: 'E', severity: 'error' })];
    expect(sortBefunde(liste).map(({ code }) => code)).toEqual(['E', 'W']);
    expect(countText(liste)).toBe('1 Fehler, 1 Hinweis');
    expect(countText([])).toBe('keine Auffälligkeiten');
    expect(hasErrors(liste)).toBe(true);
    expect(hasErrors([befund({})])).toBe(false);
  });
});

describe('teileBefunde', () => {
  const geaendert = [{ pfad: 'regel.dmn', inhalt: '<decision id="D1"/>' }];

  it('puts what concerns changed files first, with errors and failed cases wherever they are', () => {
    const hier = [
      befund({ file: 'regel.dmn', severity: 'info' }),
      befund({ elementId: 'D1' }),
      befund({ file: 'ablauf.bpmn', severity: 'error' }),
      befund({ file: 'regel.faelle.json', code: 'CASE_FAILED' }),
      befund({}),
    ];
    const anderswo = [befund({ file: 'anfrage.form' }), befund({ elementId: 'Task', severity: 'info' })];
    expect(teileBefunde([...anderswo, ...hier], geaendert)).toEqual({ hier, anderswo });
  });
});
