import { expect, test } from '@jest/globals';
import type { Kommune } from '@zusteuerung/domain';
import { checkEinwilligungstexte } from './einwilligungstexte.js';

const kommune = {
  zugaenge: [{ formular: 'm' }],
  organisationen: [{ id: 'jugendamt', name: 'Jugendamt', art: 'behoerde', email: '' }],
} as unknown as Kommune;

function check(properties: Record<string, string>, id = 'm') {
  const components = [
    { type: 'text', id: 'T', text: 'Was geschieht', properties },
    { type: 'checkbox', id: 'F', key: 'einverstanden', label: 'Einverstanden' },
  ];
  const content = JSON.stringify({ type: 'default', id, schemaVersion: 18, components });
  return checkEinwilligungstexte(kommune, [{ path: `${id}.form`, content }]).map(({ code, severity }) => [
    code,
    severity,
  ]);
}

test.each([
  [{ empfaenger: 'traeger; koordinierungsstelle' }, []],
  [{ empfaenger: 'alle' }, []],
  [{ empfaenger: 'jugendamt' }, []],
  [{ empfaenger: 'jugendamt; jugendhilfe' }, [['EMPFAENGER_UNBEKANNT', 'error']]],
  [{ empfaenger: 'gremium' }, [['EMPFAENGER_UNBEKANNT', 'error']]],
  [{ empfaenger: ' ; ' }, [['EINWILLIGUNG_OHNE_EMPFAENGER', 'warning']]],
  [{ zwecke: 'Kontakt' }, [['EINWILLIGUNG_OHNE_EMPFAENGER', 'warning']]],
])('a text with %j: %j', (properties, expected) =>
  expect(check(properties as Record<string, string>)).toEqual(expected),
);

test('forms in which nobody reports a case say nothing about it', () =>
  expect(check({}, 'andere')).toEqual([]));
