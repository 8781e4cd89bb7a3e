import { around, sub, task } from '../testing.js';
import type { Examples } from '../testing.js';

const akte = '<bpmn:dataObject id="d" name="Akte" /><bpmn:dataObjectReference id="r" dataObjectRef="d" />';
const store = '<bpmn:dataStoreReference id="r" name="Register" />';
const writing = task(
  'x',
  `<bpmn:ioSpecification id="io"><bpmn:dataOutput id="o" name="ergebnis" /><bpmn:inputSet /><bpmn:outputSet /></bpmn:ioSpecification><bpmn:dataOutputAssociation id="a"><bpmn:sourceRef>o</bpmn:sourceRef><bpmn:targetRef>r</bpmn:targetRef></bpmn:dataOutputAssociation>`,
);

export const examples: Examples = {
  bad: [
    ['UNKNOWN_DATA', 'x', `${sub('z', akte)}${around(writing)}`],
    ['UNKNOWN_DATA', 'x', `${store}${around(writing)}`],
  ],
  good: [`${akte}${around(writing)}`, `${akte}${sub('z', writing)}`, around(task('x'))],
};
