import { jsonb } from './jsonb.js';

test('what jsonb refuses is left out of values and names', () => {
  const value = { ['a\0b']: ['x\0y', { ['c\ud800']: '\udc00' }], wert: { leer: null, zahl: 1 } };
  expect(JSON.parse(jsonb(value))).toEqual({ ab: ['xy', { c: '' }], wert: { leer: null, zahl: 1 } });
});
