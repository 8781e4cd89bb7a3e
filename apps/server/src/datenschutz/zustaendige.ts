import type { Transaction, Vorgang } from '@zusteuerung/runtime';
import { findEmpfaenger } from '../nachrichten/empfaenger.js';
import { writeMails, type Sendung } from '../nachrichten/schreiben.js';
import type { Versand } from '../nachrichten/versand.js';
import { NUR_BENACHRICHTIGT } from '../zugriff/sichtbarkeit.js';

// Who works on the case, and the Koordinierungsstelle, which sees each case anyway.
const zustaendige = `
SELECT o.id || CASE o.art WHEN 'koordinierungsstelle' THEN ':koordination' ELSE ':case_management' END AS gruppe
FROM organisation o WHERE o.tenant_id = $1 AND (o.art = 'koordinierungsstelle' OR EXISTS (
  SELECT 1 FROM beteiligung b WHERE b.vorgang_id = $2 AND b.organisation_id = o.id AND b.bis IS NULL
    AND b.art <> '${NUR_BENACHRICHTIGT}')) ORDER BY 1`;

type Brief = Omit<Sendung, 'vorgang' | 'empfaenger' | 'kalender'> & { vorgang: Vorgang };

/** A mail to those who work on a case and to the Koordinierungsstelle. */
export async function mailZustaendige(tx: Transaction, versand: Versand, brief: Brief): Promise<void> {
  const { vorgang } = brief;
  const rows = await tx.query<{ gruppe: string }[]>(zustaendige, [vorgang.tenantId, vorgang.id]);
  const empfaenger = await findEmpfaenger(
    tx,
    { ...vorgang, melderEmail: null },
    rows.map(({ gruppe }) => gruppe),
  );
  await writeMails(tx, versand, { ...brief, empfaenger, kalender: null });
}
