import type pg from 'pg';
import { appRole } from '../migrations/policies.js';

/** Said when the login may not prepare the database for the application; the text tells an administrator what to run. */
export class DatabaseRightsMissing extends Error {
  constructor(reason: string, statements: string[]) {
    super(
      `${reason} Bitte lassen Sie eine Administratorin oder einen Administrator der Datenbank einmal ausführen:\n` +
        statements.map((statement) => `  ${statement};`).join('\n'),
    );
    this.name = 'DatabaseRightsMissing';
  }
}

interface Login {
  login: string;
  database: string;
  /** ignores row-level security, as a superuser does */
  bypasses: boolean;
  ownsDatabase: boolean;
}

const attributes = 'NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION';
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/**
 * Makes sure that there is a role the application can act as, which can do nothing but obey the policies. It belongs to
 * the server, not to the database, so that it may be missing after a restore.
 */
export async function ensureAppRole(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<Login>(
    `SELECT current_user AS login, current_database() AS database, rolsuper OR rolbypassrls AS bypasses,
            pg_has_role(current_user, 'pg_database_owner', 'USAGE') AS "ownsDatabase"
     FROM pg_roles WHERE rolname = current_user`,
  );
  const login = rows[0] as Login;
  if (!login.bypasses && !login.ownsDatabase)
    throw new DatabaseRightsMissing(
      `Dem Konto „${login.login}“ gehört die Datenbank „${login.database}“ nicht, deshalb kann es sie nicht auf neue Versionen bringen.`,
      [`ALTER DATABASE ${quoted(login.database)} OWNER TO ${quoted(login.login)}`],
    );
  const create = `CREATE ROLE ${appRole} ${attributes}`;
  const grant = `GRANT ${appRole} TO ${quoted(login.login)}`;
  await createRole(owner, create, () => {
    const reason = `In der Datenbank fehlt die Rolle ${appRole}, und das Konto „${login.login}“ darf keine Rollen anlegen.`;
    return new DatabaseRightsMissing(reason, [create, grant]);
  });
  await refuseMightyRole(owner);
  await allowActing(owner, login.login, grant);
}

async function createRole(owner: pg.Client, create: string, refusal: () => Error): Promise<void> {
  const { rowCount } = await owner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [appRole]);
  if (rowCount) return;
  try {
    await owner.query(create);
  } catch (error) {
    const { code = '' } = error as { code?: string };
    if (code === '42501') throw refusal();
    // duplicate_object, unique_violation: another process was faster
    if (!['42710', '23505'].includes(code)) throw error;
  }
}

async function refuseMightyRole(owner: pg.Client): Promise<void> {
  const { rowCount } = await owner.query(
    `SELECT 1 FROM pg_roles WHERE rolname = $1 AND (rolsuper OR rolbypassrls)`,
    [appRole],
  );
  if (rowCount)
    throw new DatabaseRightsMissing(
      `Die Rolle ${appRole} darf die Trennung der Kommunen umgehen; so startet die Anwendung nicht.`,
      [`ALTER ROLE ${appRole} ${attributes}`],
    );
}

/** Since PostgreSQL 16 even who creates a role has to be told that it may act as it. */
async function allowActing(owner: pg.Client, login: string, grant: string): Promise<void> {
  const act = () => owner.query(`SET ROLE ${appRole}; RESET ROLE`);
  try {
    await act();
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error;
    await owner.query(grant).then(act, () => {
      const reason = `Das Konto „${login}“ darf nicht als Rolle ${appRole} handeln.`;
      throw new DatabaseRightsMissing(reason, [grant]);
    });
  }
}
