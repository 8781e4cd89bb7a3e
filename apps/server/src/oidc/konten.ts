import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  Konto,
  KontoLink,
  KontoOidc,
  Mitgliedschaft,
  Sitzung,
  ZweiterFaktor,
  type Transaction,
} from '@zusteuerung/runtime';
import { findHier, findInhaber, lockAdresse } from '../konten/adresse.js';
import { vermerke } from '../konten/hinweise.js';
import { protokolliere } from '../konten/protokoll.js';
import type { OidcConfig } from '../start/anmeldung-config.js';
import { Betrieb } from '../start/betrieb.js';
import { followRollen, rollenOf, type Rolle } from './rollen.js';

/** Why the provider's person is not let in; the sign-in page has a text for each. */
export type Absage =
  | 'OIDC_OHNE_ROLLE'
  | 'OIDC_OHNE_EMAIL'
  | 'OIDC_EMAIL_UNGEPRUEFT'
  | 'OIDC_EMAIL_VERGEBEN'
  | 'KONTO_GESPERRT'
  | 'OIDC_ABGELAUFEN'
  | 'OIDC_ABGELEHNT'
  | 'OIDC_NICHT_ERREICHBAR'
  | 'OIDC_FEHLGESCHLAGEN';

/** What the provider says about a person, checked. */
export interface Person {
  issuer: string;
  subject: string;
  claims: Record<string, unknown>;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** The address the directory says, in lower case; `geprueft`: whether it vouches for it. */
function addressOf(claims: Record<string, unknown>): { email: string; geprueft: boolean } {
  const email = textOf(claims['email']).toLowerCase();
  // Some providers write every claim as a text.
  return { email, geprueft: [true, 'true'].includes(claims['email_verified'] as boolean | string) };
}

/** Whether the directory names an address that does not count, as nobody has made sure whose it is. */
export function isUnverified({ claims }: Person, { emailVertraut }: OidcConfig): boolean {
  const { email, geprueft } = addressOf(claims);
  return email !== '' && !geprueft && !emailVertraut;
}

/** Accounts of people whom the directory vouches for: made at their first sign-in, brought up to date at every one. */
@Injectable()
export class OidcKonten {
  constructor(private readonly betrieb: Betrieb) {}

  /** The account of the person with the roles the directory gives now, or why there is none. */
  async admit(person: Person, settings: OidcConfig): Promise<{ kontoId: string } | { absage: Absage }> {
    const rollen = rollenOf(person.claims, settings);
    let absage: Absage = 'OIDC_OHNE_ROLLE';
    for (const tenant of new Set(rollen.map((one) => one.tenant))) {
      const result = await this.betrieb.withAccounts(tenant, (tx) =>
        this.admitIn(tx, tenant, person, rollen, settings),
      );
      if ('kontoId' in result || result.absage !== 'OIDC_OHNE_ROLLE') return result;
      absage = result.absage;
    }
    await this.betrieb.outside((tx) => dropRollen(tx, person));
    return { absage };
  }

  private async admitIn(
    tx: Transaction,
    tenant: string,
    person: Person,
    rollen: Rolle[],
    settings: OidcConfig,
  ): Promise<{ kontoId: string } | { absage: Absage }> {
    const known: { id: string }[] = await tx.query(
      'SELECT id FROM organisation WHERE tenant_id = $1 AND id = ANY($2)',
      [tenant, rollen.filter((one) => one.tenant === tenant).map((one) => one.organisation)],
    );
    if (known.length === 0) return { absage: 'OIDC_OHNE_ROLLE' };
    const found = await findKonto(tx, tenant, person, settings);
    if ('absage' in found) return found;
    const { konto, art } = found;
    if (!konto.aktiv) return { absage: 'KONTO_GESPERRT' };
    if (art === 'known') await updateKonto(tx, konto, person, settings);
    else await attach(tx, konto, art, person);
    const { neu, weg } = await followRollen(tx, konto.id, tenant, rollen);
    const record = { tenant, kontoId: konto.id, akteur: 'system' };
    if (art !== 'known') {
      const vorkommnis = { ...record, art: art === 'new' ? 'angelegt' : 'verknuepft' } as const;
      await vermerke(tx, this.betrieb, konto.email, vorkommnis);
    }
    if (neu.length + weg.length > 0)
      await protokolliere(tx, { ...record, art: 'mitgliedschaften', daten: { neu, weg } });
    return { kontoId: konto.id };
  }
}

interface Found {
  konto: Konto;
  art: 'known' | 'new' | 'linked';
}

/** By issuer and subject; by address only where the settings allow it and the directory has verified it. */
async function findKonto(
  tx: Transaction,
  tenant: string,
  person: Person,
  settings: OidcConfig,
): Promise<Found | { absage: Absage }> {
  const { issuer, subject, claims } = person;
  const link = await tx.findOneBy(KontoOidc, { issuer, subject });
  if (link) return { konto: await tx.findOneByOrFail(Konto, { id: link.kontoId }), art: 'known' };
  const { email, geprueft } = addressOf(claims);
  if (!email.includes('@')) return { absage: 'OIDC_OHNE_EMAIL' };
  await lockAdresse(tx, email);
  const same = (await findInhaber(tx, email)) ?? (await findHier(tx, email, tenant));
  if (same) {
    const free = !(await tx.existsBy(KontoOidc, { kontoId: same.id }));
    const mayLink = settings.verknuepfen && geprueft && free;
    return mayLink ? { konto: same, art: 'linked' } : { absage: 'OIDC_EMAIL_VERGEBEN' };
  }
  if (isUnverified(person, settings)) return { absage: 'OIDC_EMAIL_UNGEPRUEFT' };
  const konto = tx.create(Konto, {
    id: randomUUID(),
    email,
    name: textOf(claims['name']) || email,
    passwortHash: null,
    aktiv: true,
  });
  return { konto, art: 'new' };
}

/** From now on the directory alone opens the account: what opened it before is gone. */
async function attach(
  tx: Transaction,
  konto: Konto,
  art: 'new' | 'linked',
  { issuer, subject }: Person,
): Promise<void> {
  if (art === 'new') await tx.insert(Konto, konto);
  else {
    await tx.update(Konto, { id: konto.id }, { passwortHash: null });
    for (const entity of [ZweiterFaktor, KontoLink, Sitzung]) await tx.delete(entity, { kontoId: konto.id });
  }
  await tx.insert(KontoOidc, { issuer, subject, kontoId: konto.id });
}

/** Name and address as the directory has them; an address that is unverified or somebody else's stays as it was. */
async function updateKonto(
  tx: Transaction,
  konto: Konto,
  person: Person,
  settings: OidcConfig,
): Promise<void> {
  const name = textOf(person.claims['name']) || konto.name;
  const said = isUnverified(person, settings) ? '' : addressOf(person.claims).email;
  const email = said || konto.email;
  const taken = email !== konto.email && (await findInhaber(tx, email)) !== null;
  const fresh = { name, email: taken ? konto.email : email };
  if (fresh.name !== konto.name || fresh.email !== konto.email)
    await tx.update(Konto, { id: konto.id }, fresh);
}

/** The directory gives this person no role any more: neither do we, and at once. */
async function dropRollen(tx: Transaction, { issuer, subject }: Person): Promise<void> {
  const link = await tx.findOneBy(KontoOidc, { issuer, subject });
  if (!link) return;
  await tx.delete(Mitgliedschaft, { kontoId: link.kontoId });
  await tx.delete(Sitzung, { kontoId: link.kontoId });
}
