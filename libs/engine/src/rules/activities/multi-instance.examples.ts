import { around, extended, multiple, sub, task } from '../testing.js';
import type { Examples } from '../testing.js';

const list = 'inputCollection="=l"';
const times = (number: string) =>
  around(multiple('', `<bpmn:loopCardinality>${number}</bpmn:loopCardinality>`));
const adHoc = (attributes: string) =>
  around(sub('x', `${extended(`<zeebe:adHoc ${attributes} />`)}${task('y')}`, 'adHocSubProcess'));
const complex = `<bpmn:complexBehaviorDefinition><bpmn:condition>=a</bpmn:condition><bpmn:event id="v"><bpmn:signalEventDefinition /></bpmn:event></bpmn:complexBehaviorDefinition>`;

export const examples: Examples = {
  bad: [
    ['MISSING_COLLECTION', 'x', around(multiple(''))],
    ['INCOMPLETE_OUTPUT', 'x', around(multiple(`${list} outputCollection="o"`))],
    ['INCOMPLETE_OUTPUT', 'x', adHoc('outputElement="=o"')],
    ['LOOP_CARDINALITY', 'x', times('-1')],
    ['LOOP_CARDINALITY', 'x', times('=1.5')],
    ['MISSING_COMPLEX_BEHAVIOUR', 'x', around(multiple(list, '', 'behavior="Complex"'))],
  ],
  good: [
    around(multiple(list)),
    around(multiple(`${list} outputCollection="o" outputElement="=p"`)),
    times('3'),
    times('=anzahl'),
    adHoc('outputCollection="o" outputElement="=p"'),
    around(
      multiple(
        list,
        complex
          .replace('event id', 'implicitThrowEvent id')
          .replace('</bpmn:event>', '</bpmn:implicitThrowEvent>'),
        'behavior="Complex"',
      ),
    ),
  ],
};
