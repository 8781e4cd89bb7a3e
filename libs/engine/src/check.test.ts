import { checkModels } from './check.js';
import {
  around,
  catching,
  def,
  el,
  extended,
  flow,
  modelOf,
  startOn,
  sub,
  task,
  throwing,
  timer,
} from './rules/testing.js';

const inside = sub('x', `${startOn('t', '')}${task('y')}`);
const listener = '<zeebe:executionListener eventType="start" type="t" />';

/** code and element of what the compiler itself finds */
const table: [code: string, element: string, content: string][] = [
  ['FEEL_SYNTAX', 'x_e', around(task('x')).replace(flow('x', 'e'), flow('x', 'e', '=a +'))],
  ['TIMER_INVALID', 'x', around(catching('x', timer('timeDuration', 'bald')))],
  ['TIMER_INVALID', 'x', around(catching('x', timer('timeCycle', 'R0/PT1H')))],
  ['TIMER_INVALID', 'x', around(catching('x', def('timer')))],
  ['LINK_WITHOUT_TARGET', 'x', around(throwing('x', def('link', 'name="l"')))],
  ['FLOW_ACROSS_SCOPES', 's_y', `${around(inside)}${flow('s', 'y')}`],
  [
    'UNSUPPORTED',
    'x',
    around(el('task', 'x', '', extended(`<zeebe:executionListeners>${listener}</zeebe:executionListeners>`))),
  ],
];

describe('findings of the compiler', () => {
  test.each(table)('%s at %s', async (code, elementId, content) => {
    const findings = checkModels({ models: [await modelOf(content)], decisions: [] });
    const found = findings.find((finding) => finding.code === code && finding.elementId === elementId);
    expect(found ?? findings).toMatchObject({ code, elementId, severity: 'error' });
  });

  test('a sound model has none', async () => {
    expect(checkModels({ models: [await modelOf(around(task('x')))], decisions: [] })).toEqual([]);
  });

  test('the same process in two files is refused', async () => {
    const model = await modelOf(around(task('x')));
    const findings = checkModels({ models: [model, model], decisions: [] });
    expect(findings).toMatchObject([{ code: 'DUPLICATE_PROCESS', elementId: 'P' }]);
  });
});
