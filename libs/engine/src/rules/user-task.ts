import { called } from '../compile/words.js';
import { finding } from './rule.js';
import type { Rule } from './rule.js';

/** A task that nobody is assigned to is seen by nobody. */
export const userTaskPeople: Rule = ({ container }) =>
  container.nodes
    .filter((node) => node.type === 'userTask')
    .filter(
      ({ extensions: { assignment } }) =>
        !assignment?.assignee && !assignment?.candidateGroups && !assignment?.candidateUsers,
    )
    .map((node) =>
      finding(
        'NOBODY_ASSIGNED',
        'warning',
        node.id,
        `Für „${called(node)}“ ist niemand zuständig.`,
        `Nobody is assigned to "${called(node)}".`,
      ),
    );
