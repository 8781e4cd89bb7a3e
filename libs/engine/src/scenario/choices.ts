import type { Definition, NodeDefinition } from '../definition.js';
import type { Oracle } from '../run/run.js';
import type { Scenario } from './format.js';

/** Decides what depends on data as a scenario says; see `Scenario.choices`. */
export function decideBy(choices: NonNullable<Scenario['choices']>, definition: Definition): Oracle {
  const asked = new Map<string, number>();
  return {
    choose(count, element) {
      const time = asked.get(element) ?? 0;
      asked.set(element, time + 1);
      const answers = Object.hasOwn(choices, element) ? (choices[element] ?? []) : [];
      const index = indexOf(answers[Math.min(time, answers.length - 1)], findNode(definition, element));
      return index >= 0 && index < count ? index : 0;
    },
  };
}

function indexOf(answer: string | number | boolean | undefined, node: NodeDefinition | undefined): number {
  if (typeof answer === 'string') return node?.outgoing.findIndex(({ id }) => id === answer) ?? 0;
  if (typeof answer === 'boolean') return answer ? 0 : 1;
  return answer ?? 0;
}

/** An element of any process by its id. */
export function findNode({ processes }: Definition, id: string): NodeDefinition | undefined {
  for (const { scopes } of processes.values())
    for (const scope of scopes.values()) {
      const node = scope.id === `${id}#each` ? undefined : scope.nodes.get(id);
      if (node) return node;
    }
  return undefined;
}
