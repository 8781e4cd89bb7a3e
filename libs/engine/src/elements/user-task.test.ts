import { chain, definitionOf, extended, Play, userTask } from '../testing.js';

const lanes = (inner: string) => `<bpmn:laneSet id="lanes">${inner}</bpmn:laneSet>`;
const lane = (id: string, name: string, nodes: string[], inner = '') =>
  `<bpmn:lane id="${id}" name="${name}">${inner}${nodes.map((node) => `<bpmn:flowNodeRef>${node}</bpmn:flowNodeRef>`).join('')}</bpmn:lane>`;
const process = (laneSet: string, task: string) =>
  definitionOf(`${laneSet}<bpmn:startEvent id="s" />${task}<bpmn:endEvent id="e" />${chain('s', 'a', 'e')}`);
const groupsOf = (play: Play) =>
  play.effects.flatMap((effect) => (effect.type === 'openUserTask' ? [effect.candidateGroups] : []));

describe('candidate groups of a user task', () => {
  test('are the name of its lane when it names nobody', async () => {
    const play = new Play(await process(lanes(lane('l', 'cm', ['s', 'a', 'e'])), userTask('a')));
    expect(groupsOf(play)).toEqual([['cm']]);
  });

  test('are what the lane says rather than its name, also as an expression', async () => {
    const says = (value: string) =>
      extended(
        `<zeebe:properties><zeebe:property name="candidateGroups" value="${value}" /></zeebe:properties>`,
      );
    for (const [value, expected] of [
      ['kreis:cm, kreis:leitung', ['kreis:cm', 'kreis:leitung']],
      ['=gruppen', ['g1', 'g2']],
    ] as const) {
      const definition = await process(lanes(lane('l', 'Team', ['a'], says(value))), userTask('a'));
      expect(groupsOf(new Play(definition, { gruppen: ['g1', 'g2'] }))).toEqual([expected]);
    }
  });

  test('are those of the innermost lane', async () => {
    const inner = `<bpmn:childLaneSet id="inner">${lane('l2', 'leitung', ['a'])}</bpmn:childLaneSet>`;
    const nested = `<bpmn:lane id="l1" name="kreis"><bpmn:flowNodeRef>a</bpmn:flowNodeRef>${inner}</bpmn:lane>`;
    expect(groupsOf(new Play(await process(lanes(nested), userTask('a'))))).toEqual([['leitung']]);
  });

  test('are what the task says, whatever its lane', async () => {
    const says = '<zeebe:assignmentDefinition candidateGroups="amt" />';
    const play = new Play(await process(lanes(lane('l', 'cm', ['a'])), userTask('a', says)));
    expect(groupsOf(play)).toEqual([['amt']]);
  });

  test('are none without lane', async () => {
    expect(groupsOf(new Play(await process('', userTask('a'))))).toEqual([[]]);
  });

  test('come from the lane of the sub-process around it', async () => {
    const content = `<bpmn:subProcess id="a">${userTask('b')}</bpmn:subProcess>`;
    const play = new Play(await process(lanes(lane('l', 'cm', ['a'])), content));
    expect(groupsOf(play)).toEqual([['cm']]);
  });
});
