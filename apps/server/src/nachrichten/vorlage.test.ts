import { expect, test } from '@jest/globals';
import { forStatusPage, renderVorlage } from './vorlage.js';

test('first line is the subject, the rest after a blank line the text', () => {
  const vorlage =
    'Betreff: Vorgang {{referenz}}\r\n\r\nZiel: {{vorschlag.zielText}}, {{ meldung.lebensbereiche }}.';
  const variables = {
    referenz: 'R-1',
    vorschlag: { zielText: 'CM' },
    meldung: { lebensbereiche: ['a', 'b'] },
  };
  expect(renderVorlage(vorlage, variables)).toEqual({ betreff: 'Vorgang R-1', text: 'Ziel: CM, a, b.' });
});

test('what is unknown becomes nothing, and no value can break out of the subject line', () => {
  const rendered = renderVorlage('Betreff: {{a}}\n\n{{b.c}}|', { a: 'x\r\nBcc: y@z.example' });
  expect(rendered).toEqual({ betreff: 'x Bcc: y@z.example', text: '|' });
});

test('the status page gets the news only, without salutation and without links', () => {
  const text =
    'Guten Tag,\n\nIhre Meldung ist da. Den Stand sehen Sie hier:\nhttps://kim.example/status\n\nMit freundlichen Grüßen\nKS';
  expect(forStatusPage(text)).toBe('Ihre Meldung ist da.');
});

test('on the status page the news begins like a sentence, a link goes with its line, dates are German', () => {
  const vorlage =
    'Betreff: Übergabe\n\nGuten Tag,\n\ndie Übergabe ist für den {{am}} vereinbart.\n\nStand abrufen: {{link}}';
  const { text } = renderVorlage(vorlage, { am: '2026-12-03', link: 'https://kim.example/status' });
  expect(forStatusPage(text)).toBe('Die Übergabe ist für den 03.12.2026 vereinbart.');
  expect(renderVorlage('Betreff: a\n\n{{am}}', { am: '2026-12-03T14:30' }).text).toBe(
    '03.12.2026, 14:30 Uhr',
  );
  expect(renderVorlage('Betreff: a\n\n{{am}}', { am: '2026-12-03-X' }).text).toBe('2026-12-03-X');
});
