import { changedPaths } from './aenderungen.js';

describe('changedPaths', () => {
  it('names added, changed and removed files in order', () => {
    const vorher = new Map([
      ['bleibt.bpmn', '1'],
      ['geht.md', '2'],
      ['anders.dmn', '3'],
    ]);
    const nachher = new Map([
      ['bleibt.bpmn', '1'],
      ['anders.dmn', '4'],
      ['neu.form', '5'],
    ]);
    expect(changedPaths(vorher, nachher)).toEqual(['anders.dmn', 'geht.md', 'neu.form']);
  });
});
