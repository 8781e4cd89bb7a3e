import { expect, test } from '@jest/globals';
import { formatGruppe, parseGruppe } from './gruppe.js';
import { describeMeldestatus, MELDESTATUS } from './meldestatus.js';
import { rechteOf } from './rollen.js';
import { describeStufe, STUFEN } from './stufe.js';

test('administration sees accounts and models but no cases; bodies see Anliegen but no cases', () => {
  expect(rechteOf(['administration'])).not.toContain('faelle.sehen');
  expect(rechteOf(['administration'])).toContain('konten.sehen');
  expect(rechteOf(['gremium'])).toEqual(['aufgaben.bearbeiten', 'anliegen.sehen', 'postfach.sehen']);
});

test('rights of several roles add up without doubles', () => {
  const rechte = rechteOf(['gremium', 'case_management']);
  expect(new Set(rechte).size).toBe(rechte.length);
  expect(rechte).toContain('personendaten.sehen');
});

test('a group string is read back as it was written, and nothing else is a group', () => {
  const gruppe = { organisation: 'caritas-rheine', rolle: 'case_management' } as const;
  expect(parseGruppe(formatGruppe(gruppe))).toEqual(gruppe);
  for (const text of ['', 'a', 'a:b', ':gremium', 'a:gremium:x']) expect(parseGruppe(text)).toBeNull();
});

test('every status and every level has a German text', () => {
  for (const status of MELDESTATUS) expect(describeMeldestatus(status).satz).toMatch(/\.$/);
  for (const stufe of STUFEN) expect(describeStufe(stufe)).toMatch(/^[A-ZÄÖÜ]/);
  expect(describeMeldestatus('neu').text).toBe('neu');
});
