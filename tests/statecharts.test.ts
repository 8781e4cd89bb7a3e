import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMachine } from 'xstate';
import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { readBpmn } from '@zusteuerung/bpmn';
import type { Container } from '@zusteuerung/bpmn';
import { exportable, exportMachine } from '@zusteuerung/engine';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const files = ['processes', 'tests/conformance'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.bpmn'))
    .map((file) => join(folder, file)),
);

/** What the model holds, sub-processes included; what leads out of its scope is no flow. */
function contentOf({ nodes, flows }: Container): { nodes: string[]; flows: string[] } {
  const ids = new Set(nodes.map(({ id }) => id));
  const inner = nodes.flatMap(({ content }) => (content ? [contentOf(content)] : []));
  return {
    nodes: [...ids, ...inner.flatMap((one) => one.nodes)],
    flows: [
      ...flows
        .filter(({ source, target }) => ids.has(source) && ids.has(target))
        .map(({ id, source, target }) => `${id}: ${source} -> ${target}`),
      ...inner.flatMap((one) => one.flows),
    ],
  };
}

function statesOf(node: AnyStateNode): AnyStateNode[] {
  return Object.values(node.states).flatMap((state) => [state, ...statesOf(state)]);
}

/** As XState understood it: keys of its states, flows of its transitions and where they lead. */
function understood(machine: AnyStateMachine) {
  const states = statesOf(machine.root);
  const transitions = [machine.root, ...states].flatMap((state) => [
    ...[...state.transitions.values()].flat(),
    ...(state.always ?? []),
  ]);
  return { states, transitions };
}

test('there are models', () => expect(files.length).toBeGreaterThan(50));

test.each(files)('%s is a statechart that XState reads', async (file) => {
  const { model, findings } = await readBpmn(readFileSync(join(root, file), 'utf8'));
  if (!model) throw new Error(JSON.stringify(findings));
  const processes = exportable(model);
  expect(processes.length).toBeGreaterThan(0);
  for (const process of processes) {
    const json = JSON.parse(JSON.stringify(exportMachine(process))) as object;
    const { states, transitions } = understood(createMachine(json));
    const expected = contentOf(process);
    const keys = states.map(({ key }) => key).filter((key) => !key.startsWith(':'));
    expect(keys.sort()).toEqual(expected.nodes.sort());
    const flows = transitions.flatMap(({ meta, source, target }) => {
      const flow = (meta as { flow?: string } | undefined)?.flow ?? '#link';
      return flow.endsWith('#link') ? [] : [`${flow}: ${source.key} -> ${target?.[0]?.key}`];
    });
    expect([...new Set(flows)].sort()).toEqual(expected.flows.sort());
    for (const { target, source } of transitions)
      expect([source.key, target?.length]).toEqual([source.key, 1]);
  }
});
