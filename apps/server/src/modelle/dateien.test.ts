import { expect, test } from '@jest/globals';
import { kopfOf, mergeDateien } from './dateien.js';

test('a file is called as its author called it', () => {
  const bpmn = '<bpmn:definitions><bpmn:process id="p" name="Zusteuerung &amp; mehr" isExecutable="true" />';
  expect(kopfOf({ path: 'a.bpmn', content: bpmn })).toEqual({
    pfad: 'a.bpmn',
    art: 'bpmn',
    name: 'Zusteuerung & mehr',
  });
  expect(kopfOf({ path: 'nachrichten/b.md', content: 'Betreff: Hallo\n\nText' }).name).toBe('Hallo');
  expect(kopfOf({ path: 'c.form', content: 'kein JSON' })).toEqual({
    pfad: 'c.form',
    art: 'form',
    name: 'c.form',
  });
});

test('changed files take the place of the current ones, others stay', () => {
  const current = [
    { path: 'a', content: '1' },
    { path: 'c', content: '3' },
  ];
  const merged = mergeDateien(current, [
    { pfad: 'b', inhalt: '2' },
    { pfad: 'c', inhalt: '4' },
  ]);
  expect(merged.map(({ path, content }) => path + content)).toEqual(['a1', 'b2', 'c4']);
});
