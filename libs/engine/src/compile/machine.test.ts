import { Machine } from './machine.js';

const machine = new Machine('P', [
  { id: 'S.1', outgoing: [{ id: 'f.1', target: 'G' }], defaultFlow: null, exclusive: false },
  {
    id: 'G',
    outgoing: [
      { id: 'sonst', target: 'G' },
      { id: 'a', target: 'A' },
      { id: 'b', target: 'S.1' },
    ],
    defaultFlow: 'sonst',
    exclusive: true,
  },
  { id: 'A', outgoing: [], defaultFlow: null, exclusive: false },
]);

describe('a flat machine', () => {
  test('leads along sequence flows, each time anew, ids with dots included', () => {
    expect([machine.take('S.1', 'f.1'), machine.take('S.1', 'f.1')]).toEqual(['G', 'G']);
    expect(machine.take('G', 'b')).toBe('S.1');
  });

  test('a flow leaves its own node only', () => {
    expect(() => machine.take('A', 'f.1')).toThrow('no flow f.1 leaves A');
  });

  test('chooses the first flow that holds, the default flow last', () => {
    const asked: string[] = [];
    const among =
      (...holding: string[]) =>
      (flow: string) => {
        asked.push(flow);
        return holding.includes(flow);
      };
    expect(machine.choose('G', among('a', 'b'))).toEqual({ flow: 'a', target: 'A' });
    expect(machine.choose('G', among('b', 'sonst'))).toEqual({ flow: 'b', target: 'S.1' });
    expect(machine.choose('G', among('sonst'))).toEqual({ flow: 'sonst', target: 'G' });
    expect(machine.choose('G', among())).toBeNull();
    expect(asked.join(' ')).toBe('a a b a b sonst a b sonst');
  });

  test('where nothing is chosen, nothing is', () => {
    expect(machine.choose('A', () => true)).toBeNull();
  });
});
