import { randomUUID } from 'node:crypto';
import { Nachricht, Tenant, type Transaction } from '@zusteuerung/runtime';
import { Versand } from '../nachrichten/versand.js';
import type { Betrieb } from '../start/betrieb.js';
import { protokolliere, type Ereignis, type Vorkommnis } from './protokoll.js';

/** What changed, as the owner of the account reads it; what is not here is told nobody. */
const ANLAESSE: Partial<Record<Ereignis, [betreff: string, satz: string]>> = {
  passwort: [
    'Ihr Passwort wurde geändert',
    'wurde das Passwort geändert. Auf allen anderen Geräten sind Sie jetzt abgemeldet.',
  ],
  passwort_link: [
    'Ihr Passwort wurde festgelegt',
    'wurde über einen Link das Passwort festgelegt. Alle früheren Anmeldungen sind beendet.',
  ],
  link_ausgehaendigt: [
    'Link für ein neues Passwort',
    'hat die Administration einen Link zum Festlegen eines neuen Passworts bekommen, um ihn Ihnen zu geben. Ändern Sie Ihr Passwort unter „Sicherheit“, gilt der Link nicht mehr.',
  ],
  faktor_an: [
    'Zweiter Faktor eingerichtet',
    'wurde der zweite Faktor eingerichtet. Beim Anmelden wird jetzt auch ein Code aus der App verlangt.',
  ],
  faktor_aus: [
    'Zweiter Faktor abgeschaltet',
    'wurde der zweite Faktor abgeschaltet. Zum Anmelden genügt jetzt das Passwort.',
  ],
  faktor_codes: [
    'Neue Wiederherstellungscodes',
    'wurden neue Wiederherstellungscodes erzeugt. Die bisherigen gelten nicht mehr.',
  ],
  faktor_code_benutzt: [
    'Anmeldung mit einem Wiederherstellungscode',
    'hat sich jemand mit einem Wiederherstellungscode angemeldet. Dieser Code ist jetzt verbraucht.',
  ],
  faktor_zurueckgesetzt: [
    'Zweiter Faktor zurückgesetzt',
    'hat die Administration den zweiten Faktor zurückgesetzt und alle Anmeldungen beendet.',
  ],
  verknuepft: [
    'Anmeldung über das Verzeichnis',
    'gilt ab jetzt die Anmeldung über das Verzeichnis Ihrer Verwaltung. Das bisherige Passwort gilt nicht mehr.',
  ],
};

const ZEIT = new Intl.DateTimeFormat('de-DE', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/Berlin',
});

/**
 * Remembers what happened to an account and, when that changes what opens it, tells its owner by mail, in the
 * transaction that does it. No secret stands in the mail; without mail server it is in the mailbox of the application.
 */
export async function vermerke(
  tx: Transaction,
  { config }: Pick<Betrieb, 'config'>,
  email: string,
  vorkommnis: Vorkommnis,
): Promise<void> {
  await protokolliere(tx, vorkommnis);
  const { tenant, kontoId, art } = vorkommnis;
  const [betreff, satz] = ANLAESSE[art] ?? [];
  if (!betreff || !satz) return;
  const { name: kommune } = await tx.findOneByOrFail(Tenant, { id: tenant });
  const text = `Guten Tag,

für Ihr Konto bei der Zusteuerung (${kommune}) ${satz}
Zeitpunkt: ${ZEIT.format(new Date())} Uhr.

Waren Sie das oder wissen Sie davon, brauchen Sie nichts zu tun. Sonst wenden Sie sich bitte sofort an Ihre
Administration: Sie kann das Konto sperren.
`;
  const mail = { betreff: `Zusteuerung: ${betreff}`, text };
  await writeKontoMail(tx, new Versand(config), { tenant, kontoId, email, anlass: art }, mail);
}

const FORGET = "now() - interval '90 days'";

/** Writes a mail about an account, which leaves with the commit; those older than 90 days go on the occasion. */
export async function writeKontoMail(
  tx: Transaction,
  versand: Versand,
  { tenant, kontoId, email, anlass }: { tenant: string; kontoId: string; email: string; anlass: string },
  { betreff, text }: { betreff: string; text: string },
): Promise<void> {
  const id = randomUUID();
  const key = `konto:${kontoId}:${anlass}:${id}`;
  const outboxId = await versand.enqueue(tx, id, { tenant, instanceId: null, elementId: 'konto', key });
  const status = outboxId ? 'offen' : 'postfach';
  await tx.insert(Nachricht, { id, tenantId: tenant, outboxId, empfaenger: email, betreff, text, status });
  await tx.query(
    `DELETE FROM nachricht WHERE tenant_id = $1 AND vorgang_id IS NULL AND created_at < ${FORGET}`,
    [tenant],
  );
  await tx.query(
    `DELETE FROM outbox WHERE tenant_id = $1 AND instance_id IS NULL AND created_at < ${FORGET}`,
    [tenant],
  );
}
