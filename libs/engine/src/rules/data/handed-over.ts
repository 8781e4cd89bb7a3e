import type { BpmnProcess, FlowNode } from '@zusteuerung/bpmn';
import { called } from '../../compile/words.js';
import { expressionsOf, ownNames, writtenBy } from '../expressions.js';
import { firstStep } from '../immediate.js';
import { rule } from '../rule.js';

/** A called process that gets only the inputs finds there what it uses before anything else can bring variables. */
export const handedOver = rule({
  codes: {
    UNKNOWN_VARIABLE: {
      severity: 'warning',
      at: 'call activity that does not hand over all variables',
      de: '„{name}“ übergibt „{variable}“ nicht, doch „{user}“ in „{process}“ verwendet es, bevor etwas anderes es liefern kann.',
      en: '"{name}" does not hand over "{variable}", but "{user}" in "{process}" uses it before anything else can bring it.',
      fix: {
        de: 'Eine Eingabezuordnung für die Variable ergänzen oder alle Variablen übergeben.',
        en: 'Add an input mapping for the variable, or hand over all variables.',
      },
    },
  },
  scope({ container, deployment }, report) {
    for (const node of container.nodes) {
      const { calledElement } = node.extensions;
      const process = calledElement && deployment.process(calledElement.processId);
      if (!process || calledElement.propagateAllParentVariables) continue;
      for (const { variable, user } of missingIn(process, new Set(ownNames(node))))
        report('UNKNOWN_VARIABLE', node, { variable, user: called(user), process: called(process) });
    }
  },
});

interface Missing {
  variable: string;
  user: FlowNode;
}

function missingIn(process: BpmnProcess, given: Set<string>): Missing[] {
  const nodes = firstStep(process, (_, flows) => flows);
  const known = new Set([...given, ...process.data, ...nodes.flatMap(writtenBy)]);
  const missing = new Map<string, Missing>();
  for (const user of nodes) {
    const own = new Set(ownNames(user));
    for (const variable of expressionsOf(user, process).flatMap(namesIn))
      if (!known.has(variable) && !own.has(variable) && !missing.has(variable))
        missing.set(variable, { variable, user });
  }
  return [...missing.values()];
}

function namesIn({ names }: { names: readonly string[] }): readonly string[] {
  return names;
}
