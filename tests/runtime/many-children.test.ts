import { holdTheRow, openManyChildren, runManyChildren } from './many-children.js';
import type { World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openManyChildren();
});
afterAll(() => world.close());

test('children of an instance whose row is taken wait with one connection: others are served', () =>
  holdTheRow(world, 8));

test('each child once, each answer at its place', async () => {
  await runManyChildren(world, 50);
});
