import { expect, test } from '@jest/globals';
import { isAusfall } from './ausfall.js';

test.each([
  [Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })],
  [new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })])],
  [Object.assign(new Error('x'), { code: '57P01' })],
  [Object.assign(new Error('x'), { code: '08006' })],
  [new Error('Connection terminated unexpectedly')],
  [Object.assign(new Error('query failed'), { driverError: new Error('Connection terminated') })],
])('%s: the database is away', (error) => expect(isAusfall(error)).toBe(true));

test.each([
  [Object.assign(new Error('x'), { code: '42P01' })],
  [Object.assign(new Error('x'), { code: '23505' })],
  [new Error('Cannot read properties of undefined')],
  ['Connection terminated'],
  [null],
])('%s: something is wrong with us', (error) => expect(isAusfall(error)).toBe(false));
