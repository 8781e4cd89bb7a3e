import { parseGruppe } from '@zusteuerung/domain';
import type { Json, Variables } from '@zusteuerung/engine';
import {
  Konto,
  Mitgliedschaft,
  Organisation,
  VorgangPerson,
  type Transaction,
  type Vorgang,
} from '@zusteuerung/runtime';

export interface Empfaenger {
  email: string;
  gruppe: string | null;
}

/** Whom a model names: `melder`, group strings, or lists of them. */
export function namesOf(value: Json | undefined): string[] {
  if (typeof value === 'string') return value.split(',').flatMap((name) => name.trim() || []);
  return Array.isArray(value) ? value.flatMap(namesOf) : [];
}

/** The one who raised an Anliegen stands for `melder` there. */
export function resolveMelder(names: string[], vorgang: Vorgang, variables: Variables): string[] {
  if (vorgang.art !== 'anliegen') return names;
  const anliegen = variables['anliegen'];
  const gruppe =
    typeof anliegen === 'object' && !Array.isArray(anliegen) ? anliegen?.['meldende_gruppe'] : null;
  return names.flatMap((name) => (name === 'melder' ? (typeof gruppe === 'string' ? gruppe : []) : name));
}

async function emailsOfGruppe(tx: Transaction, tenantId: string, gruppe: string): Promise<string[]> {
  const parsed = parseGruppe(gruppe);
  const organisationId = parsed?.organisation ?? gruppe;
  const organisation = await tx.findOneBy(Organisation, { tenantId, id: organisationId });
  if (!organisation) return [];
  const konten = parsed
    ? await tx
        .createQueryBuilder(Konto, 'k')
        .innerJoin(Mitgliedschaft, 'm', 'm.kontoId = k.id')
        .where(
          'm.tenantId = :tenantId AND m.organisationId = :organisationId AND m.rolle = :rolle AND k.aktiv',
          {
            tenantId,
            organisationId,
            rolle: parsed.rolle,
          },
        )
        .getMany()
    : [];
  return [organisation.email ?? '', ...konten.map(({ email }) => email)].filter(Boolean);
}

async function emailOfMelder(tx: Transaction, vorgang: Vorgang): Promise<string[]> {
  const row = await tx.findOneBy(VorgangPerson, { vorgangId: vorgang.id });
  const email = row?.daten['melder_email'];
  return typeof email === 'string' && email.includes('@') ? [email] : [];
}

/** The addresses behind the names, each once. */
export async function findEmpfaenger(
  tx: Transaction,
  vorgang: Vorgang,
  names: string[],
): Promise<Empfaenger[]> {
  const found = new Map<string, Empfaenger>();
  for (const name of names) {
    const melder = name === 'melder';
    const emails = melder
      ? await emailOfMelder(tx, vorgang)
      : await emailsOfGruppe(tx, vorgang.tenantId, name);
    for (const email of emails)
      if (!found.has(email.toLowerCase()))
        found.set(email.toLowerCase(), { email, gruppe: melder ? null : name });
  }
  return [...found.values()];
}
