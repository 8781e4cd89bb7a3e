import { around, chain, el, extended, processOf, split, task, timer, catching } from '../testing.js';
import type { Examples } from '../testing.js';

const calling = (content: string, attributes = 'propagateAllParentVariables="false"') => ({
  content: around(
    el(
      'callActivity',
      'x',
      '',
      extended(
        `<zeebe:calledElement processId="Q" ${attributes} /><zeebe:ioMapping><zeebe:input source="=1" target="da" /></zeebe:ioMapping>`,
      ),
    ),
  ),
  beside: processOf('Q', content.replace(/"(\w+)"/g, '"$1"')),
});
const script = (expression: string) =>
  el(
    'scriptTask',
    'r',
    '',
    extended(`<zeebe:script expression="=${expression}" resultVariable="ergebnis" />`),
  );
const q = (inner: string, ...way: string[]) => `<bpmn:startEvent id="q" />${inner}${chain('q', ...way)}`;
const choose = (condition: string) =>
  split('exclusiveGateway', 'default="x_b"', condition, '').replace(/"(s|x|a|b|s_x|x_a|x_b)"/g, '"q_$1"');

export const examples: Examples = {
  bad: [
    ['UNKNOWN_VARIABLE', 'x', calling(q(script('fehlt + 1'), 'r'))],
    ['UNKNOWN_VARIABLE', 'x', calling(choose('=fehlt = 1'))],
    ['UNKNOWN_VARIABLE', 'x', calling(q(catching('c', timer('timeDuration', '=frist')), 'c'))],
  ],
  good: [
    calling(q(script('da + 1'), 'r')),
    calling(q(script('fehlt + 1'), 'r'), ''),
    calling(q(script('get or else(fehlt, 1)'), 'r')),
    calling(q(script('if fehlt = null then 1 else 2'), 'r')),
    calling(q(`${el('userTask', 'u')}${script('antwort')}`, 'u', 'r')),
    calling(
      q(
        `${script('da')}${task('t')}${el('scriptTask', 'w', '', extended('<zeebe:script expression="=ergebnis" resultVariable="z" />'))}`,
        'r',
        't',
        'w',
      ),
    ),
  ],
};
