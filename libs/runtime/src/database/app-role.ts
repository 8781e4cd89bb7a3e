import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { appRole } from '../migrations/policies.js';
import {
  gapsOf,
  lacksOf,
  mayAct,
  notAllowedToAct,
  readRights,
  roleAttributes,
  roleMissing,
  type Lack,
  type Rights,
} from './rights.js';

/** Said when the login may not prepare the database for the application; the text tells an administrator what to run. */
export class DatabaseRightsMissing extends Error {
  constructor({ reason, statements }: Lack) {
    const ask =
      'Bitte lassen Sie eine Administratorin oder einen Administrator der Datenbank einmal ausführen:';
    const lines = statements.map((statement) => `  ${statement};`);
    super(statements.length > 0 ? `${reason} ${ask}\n${lines.join('\n')}` : reason);
    this.name = 'DatabaseRightsMissing';
  }
}

function refuse(lacks: Lack[]): void {
  const [first] = lacks;
  if (first) throw new DatabaseRightsMissing(first);
}

/**
 * Makes sure that there is a role the application can act as, which can do nothing but obey the policies. It belongs to
 * the server, not to the database, so that it may be missing after a restore. Returns what the login is. The connection
 * is one in the scope of the owner.
 */
export async function ensureAppRole(owner: pg.Client): Promise<Rights> {
  const before = await readRights(owner);
  refuse(lacksOf(before));
  if (!before.role) await createRole(owner, before);
  const rights = await readRights(owner);
  refuse(lacksOf(rights));
  await allowActing(owner, rights);
  return rights;
}

/** Throws when a table of the application is not guarded: somebody has changed the database since it was migrated. */
export async function refuseOpenTables(owner: pg.Client): Promise<void> {
  refuse(gapsOf(await readRights(owner)));
}

/** Throws when connections of the application do not act as its role, whatever they asked for. */
export async function refuseOtherRole(dataSource: DataSource): Promise<void> {
  const [row] = await dataSource.query<{ acts: string }[]>('SELECT current_user AS acts');
  if (row?.acts === appRole) return;
  throw new DatabaseRightsMissing({
    reason: `Die Verbindungen der Anwendung handeln als „${row?.acts}“ statt als Rolle ${appRole}. Bitte die Anwendung unmittelbar mit PostgreSQL verbinden.`,
    statements: [],
  });
}

async function createRole(owner: pg.Client, rights: Rights): Promise<void> {
  try {
    await owner.query(`CREATE ROLE ${appRole} ${roleAttributes}`);
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (code === '42501') throw new DatabaseRightsMissing(roleMissing(rights));
    // duplicate_object, unique_violation: another process was faster
    if (!['42710', '23505'].includes(code)) throw error;
  }
}

/** Since PostgreSQL 16 even who creates a role has to be told that it may act as it. */
async function allowActing(owner: pg.Client, rights: Rights): Promise<void> {
  if (await mayAct(owner)) return;
  const lack = notAllowedToAct(rights);
  for (const statement of lack.statements) await owner.query(statement).catch(() => undefined);
  if (!(await mayAct(owner))) throw new DatabaseRightsMissing(lack);
}
