import { audit, type AuditNote, type Transaction } from '@zusteuerung/runtime';
import type { Betrieb } from '../start/betrieb.js';
import type { Zugriff } from '../zugriff/zugriff.js';

/** What can happen to an account, as people read it. */
export const EREIGNISSE = {
  angelegt: 'Konto angelegt',
  eingeladen: 'Link zum Festlegen des Passworts erstellt',
  link_ausgehaendigt: 'Link der Administration ausgehändigt, weil keine E-Mail hinausging',
  mitgliedschaften: 'Rollen geändert',
  gesperrt: 'Konto gesperrt',
  entsperrt: 'Konto entsperrt',
  abgemeldet: 'Auf Geräten abgemeldet',
  angemeldet: 'Angemeldet',
  passwort_falsch: 'Anmeldung abgewiesen: falsches Passwort',
  anmeldung_abgewiesen: 'Anmeldung abgewiesen: falscher Code',
  verknuepft: 'Mit dem Konto der Verwaltung verknüpft',
  passwort: 'Passwort geändert',
  passwort_link: 'Passwort über den Link festgelegt',
  abgewiesen: 'Zugriffe abgewiesen',
  faktor_an: 'Zweiten Faktor eingerichtet',
  faktor_aus: 'Zweiten Faktor abgeschaltet',
  faktor_codes: 'Neue Wiederherstellungscodes erzeugt',
  faktor_code_benutzt: 'Mit einem Wiederherstellungscode angemeldet',
  faktor_zurueckgesetzt: 'Zweiten Faktor zurückgesetzt',
} as const;
export type Ereignis = keyof typeof EREIGNISSE;

export interface Vorkommnis {
  tenant: string;
  kontoId: string;
  /** account id of who did it, or "system" */
  akteur: string;
  art: Ereignis;
  /** ids, roles and counts; never a secret, never more about a person than the account itself says */
  daten?: AuditNote['data'];
}

/** Remembers what happened to an account, in the transaction that does it: the only place where these are written. */
export async function protokolliere(tx: Transaction, vorkommnis: Vorkommnis): Promise<void> {
  const { tenant, kontoId, akteur, art, daten = {} } = vorkommnis;
  const subject = { type: 'konto', id: kontoId };
  await audit(tx, { tenant, actor: akteur, action: `konto.${art}`, subject, data: daten });
}

/** Remembers that a session has ended; null: the account works nowhere any more, so that there is no place for it. */
export async function protokolliereAbmeldung(
  betrieb: Betrieb,
  zugriff: Zugriff | null,
  akteur = zugriff?.konto.id ?? '',
): Promise<void> {
  if (!zugriff) return;
  const { tenant, konto } = zugriff;
  const vorkommnis = {
    tenant,
    kontoId: konto.id,
    akteur,
    art: 'abgemeldet',
    daten: { sitzungen: 1 },
  } as const;
  await betrieb.forTenant(tenant, (tx) => protokolliere(tx, vorkommnis));
}

/** What happened to an account last, newest first; being refused often does not push aside what else happened. */
export async function readVorkommnisse(
  tx: Transaction,
  { tenant, kontoId }: { tenant: string; kontoId: string },
): Promise<{ at: Date; akteur: string; text: string }[]> {
  const some = (condition: string, most: number) =>
    `(SELECT id, at, actor, action, data->>'anzahl' AS anzahl FROM audit_entry
      WHERE tenant_id = $1 AND subject_id = $2 AND subject_type = 'konto' AND ${condition}
      ORDER BY id DESC LIMIT ${most})`;
  const rows: { at: Date; actor: string; action: string; anzahl: string | null }[] = await tx.query(
    `${some("action <> 'konto.abgewiesen'", 30)} UNION ALL ${some("action = 'konto.abgewiesen'", 5)}
     ORDER BY id DESC`,
    [tenant, kontoId],
  );
  return rows.map(({ at, actor, action, anzahl }) => {
    const art = action.replace(/^konto\./, '');
    const text = EREIGNISSE[art as Ereignis] ?? art;
    return { at, akteur: actor, text: art === 'abgewiesen' ? `${text}: ${anzahl}` : text };
  });
}
