import { Copies } from './copies.js';

interface Item {
  key: string;
  at: string;
}

const incoming = (): Record<string, Item> => ({
  7: { key: '7', at: 'B' },
  3: { key: '3', at: 'A' },
  12: { key: '12', at: 'A' },
});
const copies = (items: Record<string, Item>) => new Copies<Item>(items, (item) => ({ ...item }));

describe('what a step works on', () => {
  test('is copied when it is touched, and what came in stays', () => {
    const items = incoming();
    const work = copies(items);
    const touched = work.get('3');
    touched!.at = 'C';
    work.add({ key: '13', at: 'D' });
    work.delete('7');
    expect(items).toEqual(incoming());
    expect(work.record()).toEqual({ 3: { key: '3', at: 'C' }, 12: items[12], 13: { key: '13', at: 'D' } });
  });

  test('is the same each time, and what nobody touches is shared', () => {
    const items = incoming();
    const work = copies(items);
    const touched = work.get('3')!;
    expect([work.get('3') === touched, work.find(({ at }) => at === 'A') === touched]).toEqual([true, true]);
    expect([work.holds(touched), work.holds(items[3]!)]).toEqual([true, false]);
    expect(work.record()['12']).toBe(items[12]);
  });

  test('looking copies nothing; what is found is copied, oldest first', () => {
    const items = incoming();
    const work = copies(items);
    expect(work.values()).toEqual([items[3], items[7], items[12]]);
    expect(work.values().every((item) => work.holds(item))).toBe(true);
    const found = work.filter(({ at }) => at === 'A');
    expect(found.map(({ key }) => key)).toEqual(['3', '12']);
    expect(found.every((item) => item !== items[Number(item.key)])).toBe(true);
    expect(work.record()['7']).toBe(items[7]);
  });

  test('has no key that only every object has', () => {
    expect(copies(incoming()).get('constructor')).toBeUndefined();
    expect(copies(incoming()).find(({ at }) => at === 'Z')).toBeUndefined();
  });
});
