import type { PackageFile } from '@zusteuerung/runtime';

/** Small processes for the runtime's tests, one idea each, in a package of one file. */
function definitions(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  id="Definitions_1" targetNamespace="http://bpmn.io/schema/bpmn">
${body}
</bpmn:definitions>`;
}

export function flows(...ids: string[]): string {
  return ids
    .slice(1)
    .map((id, n) => `<bpmn:sequenceFlow id="${ids[n]}_${id}" sourceRef="${ids[n]}" targetRef="${id}" />`)
    .join('\n');
}

/** Start → user task of a group → end. */
export function taskProcess(name = 'Prüfen'): string {
  return `<bpmn:process id="aufgabe" isExecutable="true">
  <bpmn:startEvent id="Start" />
  <bpmn:userTask id="Pruefen" name="${name}">
    <bpmn:extensionElements>
      <zeebe:userTask />
      <zeebe:assignmentDefinition candidateGroups="=[gruppe]" />
    </bpmn:extensionElements>
  </bpmn:userTask>
  <bpmn:endEvent id="Ende" />
  ${flows('Start', 'Pruefen', 'Ende')}
</bpmn:process>`;
}

/** Start → timer → user task → end. */
export const timerProcess = `<bpmn:process id="frist" isExecutable="true">
  <bpmn:startEvent id="Start_Frist" />
  <bpmn:intermediateCatchEvent id="Warten">
    <bpmn:timerEventDefinition id="Warten_Dauer">
      <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">=dauer</bpmn:timeDuration>
    </bpmn:timerEventDefinition>
  </bpmn:intermediateCatchEvent>
  <bpmn:userTask id="Danach" name="Danach">
    <bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements>
  </bpmn:userTask>
  <bpmn:endEvent id="Ende_Frist" />
  ${flows('Start_Frist', 'Warten', 'Danach', 'Ende_Frist')}
</bpmn:process>`;

/** Start → job of type "mail" → end. */
export const jobProcess = `<bpmn:process id="post" isExecutable="true">
  <bpmn:startEvent id="Start_Post" />
  <bpmn:serviceTask id="Senden">
    <bpmn:extensionElements>
      <zeebe:taskDefinition type="mail" retries="3" />
      <zeebe:taskHeaders><zeebe:header key="vorlage" value="eingang" /></zeebe:taskHeaders>
    </bpmn:extensionElements>
  </bpmn:serviceTask>
  <bpmn:endEvent id="Ende_Post" />
  ${flows('Start_Post', 'Senden', 'Ende_Post')}
</bpmn:process>`;

/** Start → message "antwort" for the value of `schluessel` → end. */
export const messageProcess = `<bpmn:process id="antwort" isExecutable="true">
  <bpmn:startEvent id="Start_Antwort" />
  <bpmn:intermediateCatchEvent id="Antwort_abwarten">
    <bpmn:messageEventDefinition id="Antwort_Ereignis" messageRef="Nachricht_Antwort" />
  </bpmn:intermediateCatchEvent>
  <bpmn:endEvent id="Ende_Antwort" />
  ${flows('Start_Antwort', 'Antwort_abwarten', 'Ende_Antwort')}
</bpmn:process>
<bpmn:message id="Nachricht_Antwort" name="antwort">
  <bpmn:extensionElements><zeebe:subscription correlationKey="=schluessel" /></bpmn:extensionElements>
</bpmn:message>`;

/** Everything at once: a mail, a task of a group and beside it a timer, then the end. */
export const caseProcess = `<bpmn:process id="fall" isExecutable="true">
  <bpmn:startEvent id="Start_Fall" />
  <bpmn:parallelGateway id="Teilen" />
  <bpmn:serviceTask id="Mail">
    <bpmn:extensionElements><zeebe:taskDefinition type="mail" retries="10" /></bpmn:extensionElements>
  </bpmn:serviceTask>
  <bpmn:userTask id="Annehmen" name="Annehmen">
    <bpmn:extensionElements>
      <zeebe:userTask />
      <zeebe:assignmentDefinition candidateGroups="=[gruppe]" />
    </bpmn:extensionElements>
  </bpmn:userTask>
  <bpmn:intermediateCatchEvent id="Erinnerung">
    <bpmn:timerEventDefinition id="Erinnerung_Dauer">
      <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">=dauer</bpmn:timeDuration>
    </bpmn:timerEventDefinition>
  </bpmn:intermediateCatchEvent>
  <bpmn:parallelGateway id="Sammeln" />
  <bpmn:endEvent id="Ende_Fall" />
  ${flows('Start_Fall', 'Teilen', 'Mail', 'Sammeln', 'Ende_Fall')}
  ${flows('Teilen', 'Annehmen', 'Sammeln')}
  ${flows('Teilen', 'Erinnerung', 'Sammeln')}
</bpmn:process>`;

export function modelFile(...processes: string[]): PackageFile {
  return { path: 'test.bpmn', content: definitions(processes.join('\n')) };
}

export const allProcesses = modelFile(taskProcess(), timerProcess, jobProcess, messageProcess);
