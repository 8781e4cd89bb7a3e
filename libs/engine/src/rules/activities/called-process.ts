import type { BpmnProcess } from '@zusteuerung/bpmn';
import { implicitStarts } from '../nodes.js';
import { rule } from '../rule.js';

/** A call activity calls a process that is deployed with it, in the version it asks for, and that it can start. */
export const calledProcess = rule({
  codes: {
    MISSING_PROCESS: {
      severity: 'error',
      at: 'call activity',
      de: '„{name}“ sagt nicht, welchen Prozess sie aufruft.',
      en: '"{name}" does not say which process it calls.',
      fix: { de: 'Die Kennung eines Prozesses angeben.', en: 'Give the id of a process.' },
    },
    UNKNOWN_PROCESS: {
      severity: 'error',
      at: 'call activity',
      de: '„{name}“ ruft den Prozess „{process}“ auf, den es nicht gibt.',
      en: '"{name}" calls the process "{process}", which does not exist.',
      fix: {
        de: 'Die Kennung eines Prozesses angeben, der mit bereitgestellt wird.',
        en: 'Give the id of a process that is deployed with it.',
      },
    },
    CALLED_PROCESS_START: {
      severity: 'error',
      at: 'call activity',
      de: '„{name}“ kann „{process}“ nicht aufrufen: Der Prozess beginnt nur durch Ereignisse.',
      en: '"{name}" can\'t call "{process}", which begins by events only.',
      fix: {
        de: 'Im aufgerufenen Prozess ein Startereignis ohne Auslöser zeichnen.',
        en: 'Draw a start event without trigger in the called process.',
      },
    },
    UNKNOWN_VERSION_TAG: {
      severity: 'error',
      at: 'call activity',
      de: '„{name}“ verlangt von „{process}“ die Version „{tag}“; bereitgestellt wird {there}.',
      en: '"{name}" asks for version "{tag}" of "{process}"; what is deployed is {there}.',
      fix: {
        de: 'Das Versionskennzeichen anpassen oder „latest“ verwenden.',
        en: 'Change the version tag, or use "latest".',
      },
    },
  },
  scope({ container, deployment }, report) {
    for (const node of container.nodes) {
      if (node.type !== 'callActivity') continue;
      const { processId: id = '', binding, versionTag: tag } = node.extensions.calledElement ?? {};
      const process = deployment.process(id);
      if (id === '') report('MISSING_PROCESS', node);
      else if (!process && !id.startsWith('=')) report('UNKNOWN_PROCESS', node, { process: id });
      if (!process) continue;
      if (!canBeCalled(process)) report('CALLED_PROCESS_START', node, { process: id });
      if (binding === 'versionTag' && tag !== process.versionTag)
        report('UNKNOWN_VERSION_TAG', node, { process: id, tag: tag ?? '', there: tagOf(process) });
    }
  },
});

function canBeCalled(process: BpmnProcess): boolean {
  const starts = process.nodes.filter((node) => node.type === 'startEvent');
  if (starts.length === 0) return implicitStarts({ container: process }).length > 0;
  return starts.some((start) => start.definitions.length === 0);
}

function tagOf({ versionTag }: BpmnProcess): { de: string; en: string } {
  if (versionTag === null) return { de: 'eine ohne Kennzeichen', en: 'one without a tag' };
  return { de: `„${versionTag}“`, en: `"${versionTag}"` };
}
