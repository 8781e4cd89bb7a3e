import { called } from '../compile/words.js';
import { finding } from './rule.js';
import type { Rule } from './rule.js';

/** Every process and sub-process says where it begins; a sub-process in exactly one way. */
export const startEvent: Rule = ({ process, container, parent }) => {
  const starts = container.nodes.filter((node) => node.type === 'startEvent');
  const owner = parent ?? process;
  if (starts.length === 0)
    return [
      finding(
        'NO_START_EVENT',
        'error',
        owner.id,
        `„${called(owner)}“ hat kein Startereignis.`,
        `"${called(owner)}" has no start event.`,
      ),
    ];
  const none = starts.filter((start) => start.definitions.length === 0);
  const surplus = parent ? starts.slice(1) : none.slice(1);
  return surplus.map((start) =>
    finding(
      'SEVERAL_START_EVENTS',
      'error',
      start.id,
      `„${called(owner)}“ hat mehrere Startereignisse; eines davon ist „${called(start)}“.`,
      `"${called(owner)}" has several start events; one of them is "${called(start)}".`,
    ),
  );
};
