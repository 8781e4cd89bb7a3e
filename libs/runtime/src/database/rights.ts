import type pg from 'pg';
import { appRole } from '../migrations/policies.js';

/** What the login of a database and the role of the application are, and how the tables are guarded. */
export interface Rights {
  login: string;
  database: string;
  superuser: boolean;
  bypassesRls: boolean;
  createsRoles: boolean;
  ownsDatabase: boolean;
  /** what a connection asks for when it begins reaches the server */
  keepsOptions: boolean;
  /** the role of the application; null: not there (yet) */
  role: {
    /** could itself, or by giving itself rights, get past the policies */
    mighty: boolean;
    canLogin: boolean;
    memberOf: string[];
    owns: string[];
  } | null;
  /** our tables that belong to somebody else, that are not guarded, and that the role may not use at all */
  tables: { foreign: string[]; open: string[]; closed: string[] };
}

/** A right or a guard that is missing, and the statements that bring it, for an administrator of the database. */
export interface Lack {
  reason: string;
  statements: string[];
}

export const roleAttributes = 'NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION';
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

// Ours are the tables with policies; in the public schema there may be others.
const tablesWhere = (condition: string) => `ARRAY(
  SELECT c.relname::text FROM pg_class c
  WHERE c.relnamespace = to_regnamespace('public') AND c.relkind IN ('r', 'p')
    AND (c.relname = 'migration' OR EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid)) AND ${condition}
  ORDER BY 1)`;

const question = `
SELECT current_user AS login, current_database() AS database, l.rolsuper AS superuser,
  l.rolbypassrls AS "bypassesRls", l.rolsuper OR l.rolcreaterole AS "createsRoles",
  pg_has_role(current_user, 'pg_database_owner', 'USAGE') AS "ownsDatabase",
  coalesce(current_setting('zst.scope', true), '') = 'owner' AS "keepsOptions",
  CASE WHEN a.oid IS NOT NULL THEN jsonb_build_object(
    'mighty', a.rolsuper OR a.rolbypassrls OR a.rolcreaterole OR a.rolreplication,
    'canLogin', a.rolcanlogin,
    'memberOf', ARRAY(SELECT r.rolname FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid
                      WHERE m.member = a.oid ORDER BY 1),
    'owns', ${tablesWhere('c.relowner = a.oid')}) END AS role,
  jsonb_build_object(
    'foreign', ${tablesWhere(`NOT pg_has_role(c.relowner, 'USAGE')`)},
    'open', ${tablesWhere(`c.relname <> 'migration' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`)},
    'closed', ${tablesWhere(`c.relname <> 'migration' AND a.oid IS NOT NULL
      AND NOT has_table_privilege(a.oid, c.oid, 'SELECT, INSERT')`)}) AS tables
FROM pg_roles l LEFT JOIN pg_roles a ON a.rolname = '${appRole}'
WHERE l.rolname = current_user`;

/** Asked on a connection in the scope of the owner (`asOwner`). */
export async function readRights(owner: pg.Client): Promise<Rights> {
  const { rows } = await owner.query<Rights>(question);
  return rows[0] as Rights;
}

/** Whether the login may act as the application's role; the connection stays what it was. */
export async function mayAct(owner: pg.Client): Promise<boolean> {
  try {
    await owner.query(`SET ROLE ${appRole}; RESET ROLE`);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error;
    return false;
  }
}

export const notAllowedToAct = ({ login }: Rights): Lack => ({
  reason: `Das Konto „${login}“ darf nicht als Rolle ${appRole} handeln.`,
  statements: [`GRANT ${appRole} TO ${quoted(login)}`],
});

export const roleMissing = ({ login }: Rights): Lack => ({
  reason: `In der Datenbank fehlt die Rolle ${appRole}, und das Konto „${login}“ darf keine Rollen anlegen.`,
  statements: [`CREATE ROLE ${appRole} ${roleAttributes}`, `GRANT ${appRole} TO ${quoted(login)}`],
});

const granting = (table: string) => `GRANT SELECT, INSERT, UPDATE, DELETE ON ${quoted(table)} TO ${appRole}`;

/** What keeps the application from starting with this login, the first thing to be done first. */
export function lacksOf(rights: Rights): Lack[] {
  const { login, database, role, tables } = rights;
  const lacks: Lack[] = [];
  const add = (holds: boolean, reason: string, statements: string[]) => {
    if (holds) lacks.push({ reason, statements });
  };
  add(
    !rights.keepsOptions,
    `Zwischen Anwendung und Datenbank verliert etwas den Startparameter „options“ (oft ein Vermittler wie PgBouncer); ohne ihn handelt die Anwendung nicht als Rolle ${appRole}. Bitte die Anwendung unmittelbar mit PostgreSQL verbinden.`,
    [],
  );
  add(
    !rights.superuser && !rights.ownsDatabase,
    `Dem Konto „${login}“ gehört die Datenbank „${database}“ nicht, deshalb kann es sie nicht auf neue Versionen bringen.`,
    [`ALTER DATABASE ${quoted(database)} OWNER TO ${quoted(login)}`],
  );
  add(
    tables.foreign.length > 0,
    `Dem Konto „${login}“ gehören Tabellen der Anwendung nicht (${listed(tables.foreign)}).`,
    tables.foreign.map((table) => `ALTER TABLE ${quoted(table)} OWNER TO ${quoted(login)}`),
  );
  if (!role) return rights.createsRoles ? lacks : [...lacks, roleMissing(rights)];
  add(
    role.mighty,
    `Die Rolle ${appRole} darf die Trennung der Kommunen umgehen; so startet die Anwendung nicht.`,
    [`ALTER ROLE ${appRole} ${roleAttributes}`],
  );
  add(
    role.memberOf.length > 0,
    `Die Rolle ${appRole} darf als ${listed(role.memberOf)} handeln und damit die Trennung der Kommunen umgehen.`,
    role.memberOf.map((other) => `REVOKE ${quoted(other)} FROM ${appRole}`),
  );
  add(
    role.owns.length > 0,
    `Der Rolle ${appRole} gehören Tabellen (${listed(role.owns)}); sie könnte deren Schutz abschalten.`,
    // Who owned a table loses with it what was granted before.
    role.owns.flatMap((table) => [`ALTER TABLE ${quoted(table)} OWNER TO ${quoted(login)}`, granting(table)]),
  );
  return lacks;
}

/** What is wrong with the guards of tables that are up to date. */
export function gapsOf({ tables: { open, closed } }: Rights): Lack[] {
  const gaps: Lack[] = [];
  if (open.length > 0)
    gaps.push({
      reason: `Der Zeilenschutz ist abgeschaltet (${listed(open)}); so startet die Anwendung nicht.`,
      statements: open.map(
        (table) => `ALTER TABLE ${quoted(table)} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY`,
      ),
    });
  if (closed.length > 0)
    gaps.push({
      reason: `Der Rolle ${appRole} fehlen Rechte an Tabellen (${listed(closed)}), etwa nach einer Wiederherstellung ohne Rechte. Am sichersten ist, die Sicherung mit Rechten noch einmal einzuspielen. Sonst:`,
      statements: closed.map(granting),
    });
  return gaps;
}

function listed(names: string[]): string {
  const few = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${few} und ${names.length - 3} weitere` : few;
}
