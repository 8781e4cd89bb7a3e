import {
  asWholeTenant,
  Organisation,
  type Termin,
  type Transaction,
  type Vorgang,
} from '@zusteuerung/runtime';
import { writeMails } from '../nachrichten/schreiben.js';
import type { Versand } from '../nachrichten/versand.js';
import { describeEinladung, describeStand, einladungAn, type Anlass } from './einladung.js';
import { MELDER, resolveTeilnehmende } from './teilnehmende.js';

export interface Bekanntgabe {
  vorgang: Vorgang;
  termin: Termin;
  /** the organisation that invites */
  organisation: string;
  publicUrl: string;
}

/** Tells participants of a meeting, each with a calendar file of their own; whoever can sign in gets a link besides. */
export async function announce(
  tx: Transaction,
  versand: Versand,
  { vorgang, termin, organisation, publicUrl }: Bekanntgabe,
  { anlass, names }: { anlass: Anlass; names: string[] },
): Promise<void> {
  if (names.length === 0 || !vorgang.instanceId) return;
  const { tenantId } = vorgang;
  const { name, email } = await tx.findOneByOrFail(Organisation, { tenantId, id: organisation });
  const organisator = { name, email: email ?? '' };
  const alle = await resolveTeilnehmende(tx, vorgang, names);
  const ansage = { termin, referenz: vorgang.referenz, publicUrl };
  const work = { tenant: tenantId, instanceId: vorgang.instanceId, elementId: 'termin' };
  const abgesagt = anlass === 'abgesagt';
  for (const intern of [true, false])
    await asWholeTenant(tx, () =>
      writeMails(tx, versand, {
        vorgang,
        text: describeEinladung(ansage, anlass, intern),
        at: termin.updatedAt,
        work: { ...work, key: `termin:${termin.id}:${termin.sequence}:${anlass}` },
        empfaenger: alle.filter(({ gruppe }) => (gruppe !== null) === intern),
        statusText: !intern && names.includes(MELDER) ? describeStand(termin, anlass) : null,
        kalender: (empfaenger) => einladungAn(ansage, { organisator, email: empfaenger.email, abgesagt }),
      }),
    );
}
