import type { PackageFile } from '@zusteuerung/runtime';
import { flows, modelFile } from './models.js';

const task = (id: string, name: string, more = '') => `<bpmn:userTask id="${id}" name="${name}">
    <bpmn:extensionElements>
      <zeebe:userTask />
      <zeebe:assignmentDefinition candidateGroups="=[gruppe]" />${more}
    </bpmn:extensionElements>
  </bpmn:userTask>`;

const reminder = (id: string, attachedTo: string) => `
  <bpmn:boundaryEvent id="${id}" attachedToRef="${attachedTo}" cancelActivity="false">
    <bpmn:timerEventDefinition id="${id}_Dauer">
      <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P7D</bpmn:timeDuration>
    </bpmn:timerEventDefinition>
  </bpmn:boundaryEvent>
  <bpmn:endEvent id="${id}_Ende" />
  ${flows(id, `${id}_Ende`)}`;

const process = (body: string) => `<bpmn:process id="weg" isExecutable="true">${body}</bpmn:process>`;

/** Start → gateway that asks for `betrag` → Pruefen (reminded, escalation "hilfe" caught) → Entscheiden → end. */
export const first: PackageFile = modelFile(
  process(`
  <bpmn:startEvent id="Start" />
  <bpmn:exclusiveGateway id="Weiche" default="Weiche_Pruefen" />
  ${task('Pruefen', 'Prüfen')}
  ${reminder('Erinnern', 'Pruefen')}
  <bpmn:boundaryEvent id="Hilfe" attachedToRef="Pruefen" cancelActivity="false">
    <bpmn:escalationEventDefinition id="Hilfe_Ereignis" escalationRef="Eskalation" />
  </bpmn:boundaryEvent>
  ${task('Helfen', 'Helfen')}
  <bpmn:endEvent id="Ende_Hilfe" />
  ${flows('Hilfe', 'Helfen', 'Ende_Hilfe')}
  ${task('Entscheiden', 'Entscheiden')}
  <bpmn:endEvent id="Ende" />
  <bpmn:endEvent id="Ende_Gross" />
  ${flows('Start', 'Weiche', 'Pruefen', 'Entscheiden', 'Ende')}
  <bpmn:sequenceFlow id="Gross" sourceRef="Weiche" targetRef="Ende_Gross">
    <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">=betrag &gt; 100</bpmn:conditionExpression>
  </bpmn:sequenceFlow>`),
  '<bpmn:escalation id="Eskalation" name="Hilfe" escalationCode="hilfe" />',
);

/** As the first, but Pruefen is called Sichten, has a form, is reminded twice, and nobody decides any more. */
export const second: PackageFile[] = [
  modelFile(
    process(`
  <bpmn:startEvent id="Start" />
  ${task('Sichten', 'Sichten', '<zeebe:formDefinition formId="sichten" />')}
  ${reminder('Mahnen', 'Sichten')}
  ${reminder('Erinnern', 'Sichten')}
  <bpmn:endEvent id="Ende" />
  ${flows('Start', 'Sichten', 'Ende')}`),
  ),
  {
    path: 'sichten.form',
    content: JSON.stringify({ id: 'sichten', type: 'default', schemaVersion: 16, components: [] }),
  },
];
