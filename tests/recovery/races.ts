import { World } from '../runtime/world.js';

export interface RaceReport {
  pairs: number;
  winnersOfPairs: number;
  /** losers who were told who was faster, and when */
  toldOfPairs: number;
  claims: number;
  winnersOfClaims: number;
  toldOfClaims: number;
  completed: number;
}

type Outcome = Awaited<ReturnType<World['complete']>>;

/** Lets two people complete the same task at the same moment, `pairs` times, and `claims` people take one task. */
export async function race(pairs: number, claims: number): Promise<RaceReport> {
  const world = await World.open();
  try {
    const taskOf = async (instanceId: string) => {
      const [task] = await world.query<{ id: string }>('SELECT id FROM user_task WHERE instance_id = $1', [
        instanceId,
      ]);
      return task!.id;
    };
    const start = async () => taskOf((await world.start('aufgabe', { gruppe: 'g' })).instanceId);
    const tasks = [];
    for (let n = 0; n < pairs; n++) tasks.push(await start());
    const ends = await Promise.all(
      tasks.map((task) => Promise.all(['anna', 'bert'].map((actor) => world.complete(task, actor)))),
    );
    const wanted = await start();
    const people = Array.from({ length: claims }, (_, n) => `konto-${n}`);
    const claimed = await Promise.all(
      people.map((actor) =>
        world.inTenant((tx) =>
          world.tasks.claim(tx, { tenant: world.tenant, taskId: wanted, groups: null, actor }),
        ),
      ),
    );
    const winners = (outcomes: { outcome: string }[]) =>
      outcomes.filter(({ outcome }) => outcome === 'done').length;
    const told = (outcomes: Outcome[], by: (name: string) => boolean) =>
      outcomes.filter((one) => one.outcome === 'conflict' && by(one.by ?? '') && one.at instanceof Date)
        .length;
    const owner = claimed.flatMap((one) => (one.outcome === 'done' ? [one.task.claimedBy] : []))[0];
    return {
      pairs,
      winnersOfPairs: ends.filter((pair) => winners(pair) === 1).length,
      toldOfPairs: ends.reduce((sum, pair) => sum + told(pair, (name) => /^(anna|bert)$/.test(name)), 0),
      claims,
      winnersOfClaims: winners(claimed),
      toldOfClaims: told(claimed as Outcome[], (name) => name === owner),
      completed: await world.count('process_instance', `status = 'completed'`),
    };
  } finally {
    await world.close();
  }
}
