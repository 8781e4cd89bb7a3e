import { Vorgang, type Transaction, type WaitNotice } from '@zusteuerung/runtime';
import type { Versand } from '../nachrichten/versand.js';
import type { Pakete } from '../pakete/pakete.js';
import { mailZustaendige } from './zustaendige.js';
import { nameOfEreignis, WAS_TUN } from './warten.js';

/** A deadline that can't do what it is there for still warns, and so does a message: those who work on the case, once. */
export const warnVorFrist =
  (pakete: Pakete, versand: Versand, publicUrl: string) =>
  async (tx: Transaction, { instance, key, elementId, at }: WaitNotice): Promise<void> => {
    const { id: instanceId, tenantId } = instance;
    const vorgang = await tx.findOneBy(Vorgang, { tenantId, instanceId });
    if (!vorgang) return;
    const paket = await pakete.byId(instance.deploymentId, tx);
    await mailZustaendige(tx, versand, {
      vorgang,
      text: {
        betreff: `${vorgang.referenz}: wartet auf eine neue Einwilligung`,
        text: `${nameOfEreignis(paket, elementId)} im Vorgang ${vorgang.referenz}.\n\n${WAS_TUN}\n\n${publicUrl}/vorgaenge/${vorgang.id}\n`,
      },
      at,
      work: { tenant: tenantId, instanceId, elementId, key: `wartet:${key}:${at.getTime()}` },
      statusText: null,
    });
  };
