/** The role all connections of the application act as: it owns nothing and obeys the policies. */
export const appRole = 'zusteuerung_app';

type Command = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';

/** The tenant of the transaction; null, which equals nothing, when there is none. */
export const currentTenant = "nullif(current_setting('zst.tenant', true), '')";

// In a sub-select a setting is read once per statement, not once per row.
const is = (setting: string, value: string) =>
  `(SELECT coalesce(current_setting('${setting}', true), '') = '${value}')`;

/** The organisations of the transaction as text[], to be compared with `= ANY (…)`. */
export const currentOrganisations =
  "(SELECT string_to_array(current_setting('zst.organisations', true), ','))::text[]";
/** Whether the transaction acts for the tenant as a whole. */
export const isWholeTenant = is('zst.organisations', '*');
/** Whether the transaction sees every case of the tenant, as the Koordinierungsstelle does. */
export const seesAllCases = `(${isWholeTenant} OR ${is('zst.cases', 'all')})`;
const isSystem = is('zst.scope', 'system');
const isOutside = is('zst.scope', 'outside');

/** Rows of a case that know its process instance. */
export const ofVisibleInstance = (table: string, column = 'instance_id') =>
  `${seesAllCases} OR EXISTS (SELECT 1 FROM vorgang v WHERE v.instance_id = ${table}.${column})`;

/** Rows of a case that know its Vorgang. */
export const ofVisibleVorgang = (table: string, column = 'vorgang_id') =>
  `${seesAllCases} OR EXISTS (SELECT 1 FROM vorgang v WHERE v.id = ${table}.${column})`;

/**
 * A restriction of the application's role reaches its members too. The tables' owner is one, to be able to act as it,
 * and would otherwise back up and migrate only what organisations see.
 */
export const forAppOnly = (condition: string) => `(SELECT current_user <> '${appRole}') OR (${condition})`;

export interface Isolation {
  /** what the application may do at all; default: everything. An append-only table leaves out UPDATE and DELETE. */
  grants?: Command[];
  /** condition by which a row belongs to the tenant; default: its column `tenant_id` */
  tenant?: string;
  /** condition that holds besides: which rows of the tenant an organisation may see (and change) */
  organisation?: string;
  /** what workers may do in all tenants (inSystem) */
  system?: Command[];
  /** what may be done outside of tenants (outsideTenants, accounts) */
  outside?: Command[];
}

/**
 * SQL that isolates a table: row-level security that its owner obeys too, rights of the application's role, and its
 * policies. Without a scope nothing is visible. Migrations and dumps act in the scope `owner`, which the application's
 * role has no policy for.
 */
export function isolate(table: string, isolation: Isolation = {}): string {
  const { grants = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'], tenant = `tenant_id = ${currentTenant}` } =
    isolation;
  const { organisation, system = [], outside = [] } = isolation;
  return [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    `GRANT ${grants.join(', ')} ON ${table} TO ${appRole}`,
    policy(table, 'tenant', 'ALL', tenant),
    ...(organisation ? [policy(table, 'organisation', 'ALL', forAppOnly(organisation), 'RESTRICTIVE')] : []),
    ...system.map((command) => policy(table, `system_${command.toLowerCase()}`, command, isSystem)),
    ...outside.map((command) => policy(table, `outside_${command.toLowerCase()}`, command, isOutside)),
    `CREATE POLICY owner ON ${table} TO pg_database_owner
       USING (${is('zst.scope', 'owner')}) WITH CHECK (${is('zst.scope', 'owner')})`,
  ].join(';\n');
}

function policy(
  table: string,
  name: string,
  command: Command | 'ALL',
  condition: string,
  kind: 'PERMISSIVE' | 'RESTRICTIVE' = 'PERMISSIVE',
): string {
  const using = command === 'INSERT' ? '' : `USING (${condition})`;
  const check = command === 'INSERT' || command === 'UPDATE' || command === 'ALL';
  return `CREATE POLICY ${name} ON ${table} AS ${kind} FOR ${command} TO ${appRole}
    ${using} ${check ? `WITH CHECK (${condition})` : ''}`;
}
