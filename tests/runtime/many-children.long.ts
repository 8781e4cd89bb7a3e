import { openManyChildren, runManyChildren } from './many-children.js';
import type { World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await openManyChildren();
});
afterAll(() => world.close());

test('a thousand children of one instance, two workers: each once, neighbours served', async () => {
  const took = await runManyChildren(world, Number(process.env['CHILDREN'] ?? 1000));
  console.log(`took ${took} ms`);
}, 180_000);
