import { chain, definitionOf, Play, timer } from '../../testing.js';

const model =
  '<bpmn:startEvent id="s" /><bpmn:endEvent id="e" />' +
  `<bpmn:intermediateCatchEvent id="t">${timer('timeDuration', '=fristen.annahme')}</bpmn:intermediateCatchEvent>` +
  chain('s', 't', 'e');

test.each([
  ['5 Arbeitstage', { land: 'NW', freieTage: ['2026-03-04'] }, '2026-03-10T09:00:00+01:00'],
  ['P28D', { land: 'NW', freieTage: [] }, '2026-03-30T09:00:00+02:00'],
  ['P28D', { land: 'SN' }, '2026-03-30T09:00:00+02:00'],
])('a deadline of %s in a case with the calendar %j is due at %s', async (annahme, kalender, due) => {
  const play = new Play(await definitionOf(model), { fristen: { annahme }, kalender });
  expect(play.wait('t').due).toBe(due);
});
