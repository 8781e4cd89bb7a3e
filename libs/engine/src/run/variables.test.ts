import { chain, definitionOf, each, extended, mapping, Play, userTask } from '../testing.js';

const ends = '<bpmn:startEvent id="s" /><bpmn:endEvent id="e" />';
const inside = (id: string, content: string) =>
  `<bpmn:subProcess id="${id}"><bpmn:startEvent id="${id}Start" /><bpmn:endEvent id="${id}Ende" />${content}</bpmn:subProcess>`;

describe('multi-instance', () => {
  const loop = (attributes: string, sequential = false) =>
    definitionOf(
      ends +
        inside(
          'sub',
          userTask('a') +
            userTask('b') +
            chain('subStart', 'a', 'b', 'subEnde') +
            each(attributes, sequential),
        ) +
        chain('s', 'sub', 'e'),
    );

  test('runs do not see each other’s result when the output element names a variable (Zeebe)', async () => {
    const play = new Play(await loop('outputCollection="alle" outputElement="=antwort"'), { liste: [1, 2] });
    play.fire('a', { antwort: 'A' }).fire('a', { antwort: 'B' }).fire('b').fire('b');
    expect(play.variables).toEqual({ liste: [1, 2], alle: ['A', 'B'] });
  });

  test('nor when it names an entry of one; a run without result gives null', async () => {
    const play = new Play(await loop('outputCollection="alle" outputElement="=r.wert"'), { liste: [1, 2] });
    play
      .fire('a', { r: { wert: 7 } })
      .fire('a')
      .fire('b')
      .fire('b');
    expect(play.variables).toEqual({ liste: [1, 2], alle: [7, null] });
  });

  test('an output element that is the input element keeps the item', async () => {
    const play = new Play(await loop('outputCollection="alle" outputElement="=x"'), { liste: [1, 2] });
    play.fire('a').fire('a', { x: 5 }).fire('b').fire('b');
    expect(play.variables).toEqual({ liste: [1, 2], alle: [1, 5] });
  });

  test('results stand in the order of the items, whoever is first, and nothing leaks before the end', async () => {
    const play = new Play(await loop('outputCollection="alle" outputElement="=x * 10"'), {
      liste: [1, 2, 3],
    });
    play.fire('a').fire('a').fire('a').fire('b', {}, 2).fire('b', {}, 0);
    expect(play.variables).toEqual({ liste: [1, 2, 3] });
    play.fire('b');
    expect(play.variables['alle']).toEqual([10, 20, 30]);
  });

  test('an empty list completes at once with an empty result', async () => {
    for (const sequential of [true, false]) {
      const definition = await loop('outputCollection="alle" outputElement="=x"', sequential);
      const play = new Play(definition, { liste: [] });
      expect([play.state.status, play.variables['alle'], play.seen('elementActivated')]).toEqual([
        'completed',
        [],
        ['s', 'sub', 'e'],
      ]);
    }
  });

  test('nested: the inner list and counter hide the outer ones', async () => {
    const inner = `<bpmn:multiInstanceLoopCharacteristics>${extended('<zeebe:loopCharacteristics inputCollection="=x" inputElement="y" outputCollection="innen" outputElement="=y + 10 * loopCounter" />')}</bpmn:multiInstanceLoopCharacteristics>`;
    const content = userTask('a', '', inner) + chain('subStart', 'a', 'subEnde');
    const definition = await definitionOf(
      ends +
        inside('sub', content + each('outputCollection="alle" outputElement="=innen"')) +
        chain('s', 'sub', 'e'),
    );
    const play = new Play(definition, { liste: [[1, 2], [], [3]] });
    while (play.waiting.length > 0) play.fire('a');
    expect([play.state.status, play.variables['alle']]).toEqual(['completed', [[11, 22], [], [13]]]);
  });

  test('a list that is none, and a variable that is missing, stop the activity before any run', async () => {
    for (const [variables, code] of [
      [{ liste: 'x' }, 'EXPRESSION_FAILED'],
      [{}, 'UNKNOWN_VARIABLE'],
    ] as const) {
      const play = new Play(await loop(''), variables);
      expect(play.incidents).toMatchObject([{ code, element: 'sub' }]);
      play.retry({ liste: [1] });
      expect([play.waiting, play.incidents]).toEqual([['a'], []]);
    }
  });

  test('the completion condition ends the other runs with their boundaries and content', async () => {
    const definition = await definitionOf(
      ends +
        inside('sub', userTask('a') + userTask('b') + chain('subStart', 'a', 'b', 'subEnde')).replace(
          '</bpmn:subProcess>',
          `${each('').replace('<bpmn:extensionElements>', '<bpmn:completionCondition>=genug</bpmn:completionCondition><bpmn:extensionElements>')}</bpmn:subProcess>`,
        ) +
        chain('s', 'sub', 'e'),
    );
    const play = new Play(definition, { liste: [1, 2, 3], genug: false });
    play.fire('a').fire('b', { genug: true });
    expect([play.state.status, play.waiting, Object.keys(play.state.scopes).length]).toEqual([
      'completed',
      [],
      1,
    ]);
    expect(play.seen('elementTerminated')).toEqual(['a', 'sub', 'a', 'sub']);
  });
});

describe('mappings', () => {
  const task = (extension: string, content = '') =>
    definitionOf(ends + userTask('a', mapping(extension), content) + chain('s', 'a', 'e'));

  test('an output to an entry keeps the other entries, at every depth (Zeebe)', async () => {
    const definition = await task(
      '<zeebe:output source="=x" target="o.p" /><zeebe:output source="=x + 1" target="o.q.r" />',
    );
    const play = new Play(definition, { o: { p: 0, z: 1, q: { s: 2 } } }).fire('a', { x: 5 });
    expect(play.variables).toEqual({ o: { p: 5, z: 1, q: { s: 2, r: 6 } } });
    const fresh = new Play(definition, { o: 'kein Kontext' }).fire('a', { x: 5 });
    expect(fresh.variables).toEqual({ o: { p: 5, q: { r: 6 } } });
  });

  test('what the task delivered besides does not leave it through a merge', async () => {
    const definition = await task('<zeebe:output source="=o.p" target="o.p" />');
    const play = new Play(definition, { o: { z: 1 } }).fire('a', { o: { p: 5, geheim: 1 } });
    expect(play.variables).toEqual({ o: { z: 1, p: 5 } });
  });

  test('a failed input mapping leaves nothing behind, so that a retry does not apply it twice', async () => {
    const definition = await task(
      '<zeebe:input source="=n + 1" target="n" /><zeebe:input source="=fehlt + n" target="m" />',
    );
    const play = new Play(definition, { n: 1 });
    expect(play.incidents).toMatchObject([{ code: 'UNKNOWN_VARIABLE', element: 'a' }]);
    play.retry({ fehlt: 10 });
    expect(play.effects).toMatchObject([{ type: 'openUserTask', variables: { n: 2, m: 12 } }]);
  });

  test('a failed output mapping keeps what was delivered for the retry and writes nothing', async () => {
    const definition = await task(
      '<zeebe:output source="=x" target="y" /><zeebe:output source="=x + fehlt" target="z" />',
    );
    const play = new Play(definition).fire('a', { x: 1 });
    expect([play.incidents[0]?.code, play.variables]).toEqual(['UNKNOWN_VARIABLE', {}]);
    expect(play.retry({ fehlt: 2 }).variables).toEqual({ fehlt: 2, y: 1, z: 3 });
  });

  test('a failed output element does not apply the output mappings again', async () => {
    const definition = await task(
      '<zeebe:output source="=n + 1" target="n" />',
      each('outputCollection="alle" outputElement="=x + fehlt"'),
    );
    const play = new Play(definition, { n: 1, liste: [1] }).fire('a');
    expect(play.incidents[0]?.code).toBe('UNKNOWN_VARIABLE');
    expect(play.retry({ fehlt: 1 }).variables).toMatchObject({ n: 2, alle: [2] });
  });
});
