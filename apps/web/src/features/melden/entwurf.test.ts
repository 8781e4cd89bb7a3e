import { prepareAbsendung } from './entwurf.js';

test('the same answers are sent under the same key, changed ones under a new one', () => {
  const first = prepareAbsendung({ antworten: { stelle: 'Jobcenter' }, absendung: null });
  const again = prepareAbsendung(first);
  const changed = prepareAbsendung({ ...again, antworten: { stelle: 'Jugendamt' } });
  expect(again.absendung.schluessel).toBe(first.absendung.schluessel);
  expect(changed.absendung.schluessel).not.toBe(first.absendung.schluessel);
  expect(first.absendung.schluessel).toMatch(/^[0-9a-f]{32}$/);
});
