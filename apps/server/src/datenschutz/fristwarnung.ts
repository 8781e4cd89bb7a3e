import { Vorgang, type Transaction, type WaitNotice } from '@zusteuerung/runtime';
import { findEmpfaenger } from '../nachrichten/empfaenger.js';
import { writeMails } from '../nachrichten/schreiben.js';
import type { Versand } from '../nachrichten/versand.js';
import type { Pakete } from '../pakete/pakete.js';
import { NUR_BENACHRICHTIGT } from '../zugriff/sichtbarkeit.js';
import { nameOfEreignis, WAS_TUN } from './warten.js';

// Who works on the case, and the Koordinierungsstelle, which sees each case anyway.
const zustaendige = `
SELECT o.id || CASE o.art WHEN 'koordinierungsstelle' THEN ':koordination' ELSE ':case_management' END AS gruppe
FROM organisation o WHERE o.tenant_id = $1 AND (o.art = 'koordinierungsstelle' OR EXISTS (
  SELECT 1 FROM beteiligung b WHERE b.vorgang_id = $2 AND b.organisation_id = o.id AND b.bis IS NULL
    AND b.art <> '${NUR_BENACHRICHTIGT}')) ORDER BY 1`;

/** A deadline that can't do what it is there for still warns, and so does a message: those who work on the case, once. */
export const warnVorFrist =
  (pakete: Pakete, versand: Versand, publicUrl: string) =>
  async (tx: Transaction, { instance, key, elementId, at }: WaitNotice): Promise<void> => {
    const { id: instanceId, tenantId } = instance;
    const vorgang = await tx.findOneBy(Vorgang, { tenantId, instanceId });
    if (!vorgang) return;
    const paket = await pakete.byId(instance.deploymentId, tx);
    const gruppen = await tx.query<{ gruppe: string }[]>(zustaendige, [tenantId, vorgang.id]);
    await writeMails(tx, versand, {
      vorgang,
      text: {
        betreff: `${vorgang.referenz}: wartet auf eine neue Einwilligung`,
        text: `${nameOfEreignis(paket, elementId)} im Vorgang ${vorgang.referenz}.\n\n${WAS_TUN}\n\n${publicUrl}/vorgaenge/${vorgang.id}\n`,
      },
      at,
      work: { tenant: tenantId, instanceId, elementId, key: `wartet:${key}:${at.getTime()}` },
      empfaenger: await findEmpfaenger(
        tx,
        { ...vorgang, melderEmail: null },
        gruppen.map(({ gruppe }) => gruppe),
      ),
      statusText: null,
      kalender: null,
    });
  };
