import type { Transaction } from '../types.js';

/** For whom a transaction reads and writes; the row-level policies decide by it and see nothing without it. */
export interface Scope {
  tenant: string;
  /**
   * Organisations the caller acts for, or `everything`: the tenant as a whole, which is for steps, workers and what
   * decides by itself who may see the answer. Default: no organisation, so no case is visible.
   */
  organisations?: readonly string[] | typeof everything;
  /** every case of the tenant is visible, personal answers still only where the organisations take part */
  allCases?: boolean;
  /** address of the person who asks: mail to it is visible */
  email?: string;
  /** accounts may be created and found whatever tenant they belong to */
  accounts?: boolean;
}

export const everything = '*';

const scopes = new WeakMap<Transaction, Scope>();

/** The tenant as a whole. */
export const wholeTenant = (tenant: string): Scope => ({ tenant, organisations: everything });

/** The settings of a scope; what it leaves open is unset, so that policies fail closed. */
export function settingsOf({ tenant, organisations, allCases, email, accounts }: Scope): [string, string][] {
  const settings: [string, string | undefined][] = [
    ['zst.tenant', tenant],
    ['zst.organisations', organisations?.length ? listOf(organisations) : undefined],
    ['zst.cases', allCases ? 'all' : undefined],
    ['zst.email', email?.toLowerCase()],
    ['zst.scope', accounts ? 'outside' : undefined],
  ];
  return settings.filter((setting): setting is [string, string] => Boolean(setting[1]));
}

function listOf(organisations: readonly string[] | typeof everything): string {
  if (organisations === everything) return everything;
  // An id that reads like the marker or like two ids would open what it must not.
  return organisations.filter((id) => /^[^*,]+$/.test(id)).join(',');
}

export function rememberScope(tx: Transaction, scope: Scope | undefined): void {
  if (scope) scopes.set(tx, scope);
  else scopes.delete(tx);
}

/** The scope a transaction has now; undefined outside of tenants. */
export const rememberedScope = (tx: Transaction): Scope | undefined => scopes.get(tx);

/**
 * Lets the system itself act in a person's transaction: a step writes what concerns others, too. Afterwards the
 * transaction sees what it saw before.
 */
export async function asWholeTenant<T>(tx: Transaction, work: () => Promise<T>): Promise<T> {
  const scope = scopes.get(tx);
  if (!scope) throw new Error('needs a transaction of inTenant');
  const { organisations = [] } = scope;
  if (organisations === everything) return work();
  const widen = async (to: Scope['organisations'] & {}) => {
    await tx.query(`SELECT set_config('zst.organisations', $1, true)`, [listOf(to)]);
    scopes.set(tx, { ...scope, organisations: to });
  };
  await widen(everything);
  let result: T;
  try {
    result = await work();
  } catch (error) {
    // A transaction the database has given up can't be narrowed, only rolled back.
    await widen(organisations).catch(() => undefined);
    throw error;
  }
  await widen(organisations);
  return result;
}
