import type { FlowNode } from '@zusteuerung/bpmn';
import type { CompileContext } from '../compile/context.js';
import type { Source } from '../compile/source.js';
import { complete } from '../run/activity.js';
import { aTextOrNothing, evaluateAs } from '../run/evaluate.js';
import type { Kind } from '../run/evaluate.js';
import type { Run } from '../run/run.js';
import { openWait } from '../run/waits.js';
import type { Token } from '../state.js';
import { formatInstant, parseInstant } from '../time/instant.js';
import type { Variables } from '../types.js';
import type { Element } from './element.js';

/** A person's task: opens with form, people, dates and headers, and completes with the answers. */
export const userTask: Element = {
  name: 'userTask',
  types: ['userTask'],
  compile(node, context) {
    const details = compileDetails(node, context);
    return {
      behaviour: {
        activate(run, token) {
          const values = evaluateDetails(run, token, details);
          if (!values) return;
          token.phase = 'active';
          const variables: Variables = token.variables ?? {};
          openWait(
            run,
            { token },
            { kind: 'userTask', element: node.id },
            {
              type: 'openUserTask',
              name: node.name ?? node.id,
              headers: node.extensions.headers,
              variables,
              ...values,
            },
          );
        },
        fire: (run, token, _wait, variables) => complete(run, token, variables),
      },
    };
  },
};

interface Details<Text, List> {
  form: Text;
  assignee: Text;
  candidateGroups: List;
  candidateUsers: List;
  dueDate: Text;
  followUpDate: Text;
}

function compileDetails(node: FlowNode, context: CompileContext): Details<Source | null, Source | null> {
  const { form, assignment, schedule } = node.extensions;
  const read = (text: string | null | undefined) => (text ? context.source(node.id, text) : null);
  return {
    form: read(form?.formId ?? form?.formKey),
    assignee: read(assignment?.assignee),
    candidateGroups: read(assignment ? assignment.candidateGroups : laneGroups(node, context)),
    candidateUsers: read(assignment?.candidateUsers),
    dueDate: read(schedule?.dueDate),
    followUpDate: read(schedule?.followUpDate),
  };
}

/** Who does the tasks of the innermost lane that holds the task or a sub-process around it, for a task that does not say. */
function laneGroups(node: FlowNode, { process }: CompileContext): string | null {
  for (const id of around(node.id, process.nodes).toReversed()) {
    const lane = process.lanes.findLast(({ nodes }) => nodes.includes(id));
    if (lane) return lane.candidateGroups ?? lane.name;
  }
  return null;
}

/** A node and the sub-processes around it, outermost first. */
function around(id: string, nodes: FlowNode[]): string[] {
  for (const node of nodes) {
    if (node.id === id) return [id];
    const inside = node.content ? around(id, node.content.nodes) : [];
    if (inside.length > 0) return [node.id, ...inside];
  }
  return [];
}

function evaluateDetails(
  run: Run,
  token: Token,
  details: Details<Source | null, Source | null>,
): Details<string | null, string[]> | undefined {
  const text = (source: Source | null) => (source ? evaluateAs(run, token, source, aTextOrNothing) : null);
  const names = (source: Source | null) => (source ? evaluateAs(run, token, source, someNames) : []);
  const form = text(details.form);
  if (form === undefined) return undefined;
  const assignee = text(details.assignee);
  if (assignee === undefined) return undefined;
  const candidateGroups = names(details.candidateGroups);
  if (candidateGroups === undefined) return undefined;
  const candidateUsers = names(details.candidateUsers);
  if (candidateUsers === undefined) return undefined;
  const date = (source: Source | null) =>
    source ? evaluateAs(run, token, source, anInstant(run.now)) : null;
  const dueDate = date(details.dueDate);
  if (dueDate === undefined) return undefined;
  const followUpDate = date(details.followUpDate);
  if (followUpDate === undefined) return undefined;
  return { form, assignee, candidateGroups, candidateUsers, dueDate, followUpDate };
}

const someNames: Kind<string[]> = {
  de: 'eine Liste von Namen oder ein Text mit Kommas',
  en: 'a list of names or a text with commas',
  read(value) {
    if (value === null) return [];
    const parts = typeof value === 'string' ? value.split(',') : value;
    if (!Array.isArray(parts)) return undefined;
    const names = parts.filter((part) => typeof part === 'string').map((part) => part.trim());
    return names.length === parts.length ? names.filter((name) => name !== '') : undefined;
  },
  samples: [[]],
};

/** A date without time begins at midnight where the clock stands. */
const anInstant = (now: string): Kind<string | null> => ({
  de: 'ein Zeitpunkt nach ISO 8601 oder nichts',
  en: 'an ISO 8601 instant or nothing',
  read(value) {
    if (value === null || value === '') return null;
    const instant = typeof value === 'string' ? parseInstant(value, parseInstant(now)?.offset) : null;
    return instant ? formatInstant(instant) : undefined;
  },
  samples: [null],
});
