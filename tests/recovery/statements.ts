import { World } from '../runtime/world.js';
import { commands, type Command } from './commands.js';
import { Play } from './play.js';
import { endState, installFaults, losing } from './statement-faults.js';

export interface StatementReport {
  commands: number;
  /** runs, each of which lost its connection after another statement */
  faults: number;
  broken: string[];
}

/**
 * Gives every command again and again in new tenants, loses the connection after its first, second … statement, lets
 * the caller ask again, and compares what is in the database with what is there without fault. Looks at every
 * `stride`-th statement only, beginning with the `first`-th.
 */
export async function loseAfterEachStatement(stride: number, first: number): Promise<StatementReport> {
  const world = await World.open();
  const restore = installFaults();
  const report: StatementReport = { commands: 0, faults: 0, broken: [] };
  try {
    for (const [name, command] of Object.entries(commands)) {
      report.commands++;
      const tenant = (statement: number) => `c${report.commands}-${statement}`;
      const expected = await play(world, command, tenant(0), Infinity);
      for (let statement = 1 + ((first + report.commands) % stride); ; statement += stride) {
        const found = await play(world, command, tenant(statement), statement);
        if (!found.lost) break;
        report.faults++;
        for (const difference of differences(expected.state, found.state))
          report.broken.push(`${name}, lost after statement ${statement}: ${difference}`);
      }
    }
    return report;
  } finally {
    restore();
    await world.close();
  }
}

async function play(world: World, command: Command, tenant: string, statement: number) {
  await world.query('INSERT INTO tenant (id, name) VALUES ($1, $1)', [tenant]);
  const own = new Play(world, tenant);
  const deployed = await own.deploy(command.files, 'erste');
  if (deployed.outcome !== 'deployed') throw new Error(JSON.stringify(deployed));
  await command.prepare?.(own);
  const { lost } = await losing(statement, () => command.act(own));
  const state = await endState(world.query.bind(world), tenant);
  // Workers look at all tenants: what waits for ever would make each run longer than the one before.
  for (const queue of ['message', 'audit_pending', 'timer'])
    await world.query(`DELETE FROM ${queue} WHERE tenant_id = $1`, [tenant]);
  return { lost, state };
}

/** How two states differ, a sentence for each table. */
export function differences(expected: Record<string, string[]>, found: Record<string, string[]>): string[] {
  const tables = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
  return tables.flatMap((table) => {
    const [then, now] = [expected[table] ?? [], found[table] ?? []];
    if (JSON.stringify(then) === JSON.stringify(now)) return [];
    const missing = then.find((row) => !now.includes(row)) ?? '';
    const instead = now.find((row) => !then.includes(row)) ?? '';
    let from = 0;
    while (missing[from] === instead[from] && from < missing.length) from++;
    const cut = (row: string) => row.slice(Math.max(0, from - 60), from + 200) || 'nothing';
    return [
      `${table} has ${now.length} rows for ${then.length}; missing ${cut(missing)}; instead ${cut(instead)}`,
    ];
  });
}
