import { checkJson } from './jsonpruefung.js';
import { parseNachricht, placeholdersOf, writeNachricht } from './nachricht.js';

describe('checkJson', () => {
  it.each(['{}', ' [1, -2.5e3, "a\\n\\u00e4", true, null] ', '{"a":{"b":[]}}'])('accepts %s', (text) => {
    expect(checkJson(text)).toBeNull();
  });

  it.each([
    ['{\n  "a": 1,\n}', 3, 1],
    ['{"a" 1}', 1, 6],
    ['[1,2\n,,3]', 2, 2],
    ['{"a": tru}', 1, 7],
    ['{"a": 1', 1, 8],
    ['', 1, 1],
    ['{} x', 1, 4],
  ])('tells where %j stops', (text, zeile, spalte) => {
    expect(checkJson(text)).toMatchObject({ zeile, spalte });
  });
});

describe('messages', () => {
  it('takes a template apart and puts it together unchanged', () => {
    const inhalt = 'Betreff: Ihre Meldung {{referenz}}\n\nGuten Tag,\n\nTschüss\n';
    expect(parseNachricht(inhalt)).toEqual({
      betreff: 'Ihre Meldung {{referenz}}',
      text: 'Guten Tag,\n\nTschüss\n',
    });
    expect(writeNachricht(parseNachricht(inhalt))).toBe(inhalt);
  });

  it('reads a file without a subject, and Windows line ends', () => {
    expect(parseNachricht('nur Text')).toEqual({ betreff: '', text: 'nur Text' });
    expect(parseNachricht('Betreff: A\r\n\r\nB')).toEqual({ betreff: 'A', text: 'B' });
  });

  it('names each placeholder once', () => {
    expect(placeholdersOf('{{ a.b }} {{c}} {{a.b}} {{}}')).toEqual(['a.b', 'c']);
  });
});
