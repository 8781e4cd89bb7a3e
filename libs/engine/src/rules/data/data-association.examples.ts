import { around, task } from '../testing.js';
import type { Examples } from '../testing.js';

const writing = (reference: string, object: string) =>
  `<bpmn:dataObject id="d" name="${object}" /><bpmn:dataObjectReference id="r" name="${reference}" dataObjectRef="d" />${around(
    task(
      'x',
      `<bpmn:ioSpecification id="io"><bpmn:dataOutput id="o" name="ergebnis" /><bpmn:inputSet /><bpmn:outputSet /></bpmn:ioSpecification><bpmn:dataOutputAssociation id="a"><bpmn:sourceRef>o</bpmn:sourceRef><bpmn:targetRef>r</bpmn:targetRef></bpmn:dataOutputAssociation>`,
    ),
  )}`;

export const examples: Examples = {
  bad: [['UNKNOWN_DATA', 'x', writing('Akte', 'Meldung')]],
  good: [writing('Akte', 'Akte'), around(task('x'))],
};
