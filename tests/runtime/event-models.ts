import { flows } from './models.js';

const userTask = (id: string) =>
  `<bpmn:userTask id="${id}" name="Prüfen">
    <bpmn:extensionElements><zeebe:userTask /></bpmn:extensionElements>
  </bpmn:userTask>`;

const timerElements = { date: 'timeDate', duration: 'timeDuration', cycle: 'timeCycle' };

/** Timer start → user task → end. */
export function timerStartProcess(form: keyof typeof timerElements, value: string, id = 'takt'): string {
  const element = timerElements[form];
  return `<bpmn:process id="${id}" isExecutable="true">
  <bpmn:startEvent id="Start_${id}">
    <bpmn:timerEventDefinition id="Uhr_${id}">
      <bpmn:${element} xsi:type="bpmn:tFormalExpression">${value}</bpmn:${element}>
    </bpmn:timerEventDefinition>
  </bpmn:startEvent>
  ${userTask(`Pruefen_${id}`)}
  <bpmn:endEvent id="Ende_${id}" />
  ${flows(`Start_${id}`, `Pruefen_${id}`, `Ende_${id}`)}
</bpmn:process>`;
}

/** Start by message "auftrag" → user task → end. */
export function messageStartProcess(id = 'auftrag'): string {
  return `<bpmn:process id="${id}" isExecutable="true">
  <bpmn:startEvent id="Start_${id}">
    <bpmn:messageEventDefinition id="Ereignis_${id}" messageRef="Nachricht_Auftrag" />
  </bpmn:startEvent>
  ${userTask(`Pruefen_${id}`)}
  <bpmn:endEvent id="Ende_${id}" />
  ${flows(`Start_${id}`, `Pruefen_${id}`, `Ende_${id}`)}
</bpmn:process>`;
}

export const orderMessage = `<bpmn:message id="Nachricht_Auftrag" name="auftrag" />`;

/** Start → message "antwort" for the value of `schluessel` → end; the message is that of `messageProcess`. */
export function receiverProcess(id: string, messageRef = 'Nachricht_Antwort'): string {
  return `<bpmn:process id="${id}" isExecutable="true">
  <bpmn:startEvent id="Start_${id}" />
  <bpmn:intermediateCatchEvent id="Warten_${id}">
    <bpmn:messageEventDefinition id="Ereignis_${id}" messageRef="${messageRef}" />
  </bpmn:intermediateCatchEvent>
  <bpmn:endEvent id="Ende_${id}" />
  ${flows(`Start_${id}`, `Warten_${id}`, `Ende_${id}`)}
</bpmn:process>`;
}

export const callMessage = `<bpmn:message id="Nachricht_Aufruf" name="aufruf" />`;

const alarm = (id: string, ref = 'Signal_Alarm') =>
  `<bpmn:signalEventDefinition id="Ereignis_${id}" signalRef="${ref}" />`;

export const signals = `<bpmn:signal id="Signal_Alarm" name="alarm" />
<bpmn:signal id="Signal_Entwarnung" name="entwarnung" />`;

/** Start → throws signal "alarm" with `nr` → end. */
export const callerProcess = `<bpmn:process id="rufer" isExecutable="true">
  <bpmn:startEvent id="Start_rufer" />
  <bpmn:intermediateThrowEvent id="Rufen">
    <bpmn:extensionElements>
      <zeebe:ioMapping><zeebe:input source="=nr" target="nr" /></zeebe:ioMapping>
    </bpmn:extensionElements>
    ${alarm('Rufen')}
  </bpmn:intermediateThrowEvent>
  <bpmn:endEvent id="Ende_rufer" />
  ${flows('Start_rufer', 'Rufen', 'Ende_rufer')}
</bpmn:process>`;

/** Start → waits for "alarm" → waits for "alarm" again → end. */
export const listenerProcess = `<bpmn:process id="hoerer" isExecutable="true">
  <bpmn:startEvent id="Start_hoerer" />
  <bpmn:intermediateCatchEvent id="Hoeren">${alarm('Hoeren')}</bpmn:intermediateCatchEvent>
  <bpmn:intermediateCatchEvent id="Hoeren_2">${alarm('Hoeren_2')}</bpmn:intermediateCatchEvent>
  <bpmn:endEvent id="Ende_hoerer" />
  ${flows('Start_hoerer', 'Hoeren', 'Hoeren_2', 'Ende_hoerer')}
</bpmn:process>`;

/** Waits for "alarm", then throws "entwarnung" to all others; beside it waits for the "entwarnung" of another. */
export const neighbourProcess = `<bpmn:process id="nachbar" isExecutable="true">
  <bpmn:startEvent id="Start_nachbar" />
  <bpmn:parallelGateway id="Teilen_nachbar" />
  <bpmn:intermediateCatchEvent id="Alarm">${alarm('Alarm')}</bpmn:intermediateCatchEvent>
  <bpmn:intermediateThrowEvent id="Entwarnen">${alarm('Entwarnen', 'Signal_Entwarnung')}</bpmn:intermediateThrowEvent>
  <bpmn:endEvent id="Ende_Entwarnen" />
  <bpmn:intermediateCatchEvent id="Entwarnung">${alarm('Entwarnung', 'Signal_Entwarnung')}</bpmn:intermediateCatchEvent>
  <bpmn:endEvent id="Ende_Entwarnung" />
  ${flows('Start_nachbar', 'Teilen_nachbar', 'Alarm', 'Entwarnen', 'Ende_Entwarnen')}
  ${flows('Teilen_nachbar', 'Entwarnung', 'Ende_Entwarnung')}
</bpmn:process>`;

/** Start by signal "alarm" → end. */
export const signalStartProcess = (id = 'feuerwehr') => `<bpmn:process id="${id}" isExecutable="true">
  <bpmn:startEvent id="Start_${id}">${alarm(`Start_${id}`)}</bpmn:startEvent>
  <bpmn:endEvent id="Ende_${id}" />
  ${flows(`Start_${id}`, `Ende_${id}`)}
</bpmn:process>`;

/** Start → sends message "antwort" with `nr` and key `schluessel`, kept for an hour → end. */
export const senderProcess = `<bpmn:process id="absender" isExecutable="true">
  <bpmn:startEvent id="Start_absender" />
  <bpmn:intermediateThrowEvent id="Absenden">
    <bpmn:extensionElements>
      <zeebe:ioMapping><zeebe:input source="=nr" target="nr" /></zeebe:ioMapping>
    </bpmn:extensionElements>
    <bpmn:messageEventDefinition id="Ereignis_Absenden" messageRef="Nachricht_Antwort" />
  </bpmn:intermediateThrowEvent>
  <bpmn:endEvent id="Ende_absender" />
  ${flows('Start_absender', 'Absenden', 'Ende_absender')}
</bpmn:process>`;

const timer = (id: string) => `<bpmn:intermediateCatchEvent id="${id}">
  <bpmn:timerEventDefinition id="${id}_Dauer">
    <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">=dauer</bpmn:timeDuration>
  </bpmn:timerEventDefinition>
</bpmn:intermediateCatchEvent>`;

/** Two timers at once, then the end. */
export const twoTimers = `<bpmn:process id="doppelt" isExecutable="true">
  <bpmn:startEvent id="Start_Doppelt" />
  <bpmn:parallelGateway id="Teilen" />${timer('Eins')}${timer('Zwei')}<bpmn:parallelGateway id="Sammeln" />
  <bpmn:endEvent id="Ende_Doppelt" />
  ${flows('Start_Doppelt', 'Teilen', 'Eins', 'Sammeln', 'Ende_Doppelt')}
  ${flows('Teilen', 'Zwei', 'Sammeln')}
</bpmn:process>`;

/** Timer → throws signal "alarm" → end. */
export const alarmTimer = `<bpmn:process id="wecker" isExecutable="true">
  <bpmn:startEvent id="Start_Wecker" />${timer('Wecken')}
  <bpmn:intermediateThrowEvent id="Rufen">${alarm('Rufen')}</bpmn:intermediateThrowEvent>
  <bpmn:endEvent id="Ende_Wecker" />
  ${flows('Start_Wecker', 'Wecken', 'Rufen', 'Ende_Wecker')}
</bpmn:process>`;

/** Timer → waits for signal "alarm" → end. */
export const lateListener = `<bpmn:process id="hoerer" isExecutable="true">
  <bpmn:startEvent id="Start_Hoerer" />${timer('Erst')}
  <bpmn:intermediateCatchEvent id="Hoeren">${alarm('Hoeren')}</bpmn:intermediateCatchEvent>
  <bpmn:endEvent id="Ende_Hoerer" />
  ${flows('Start_Hoerer', 'Erst', 'Hoeren', 'Ende_Hoerer')}
</bpmn:process>`;
