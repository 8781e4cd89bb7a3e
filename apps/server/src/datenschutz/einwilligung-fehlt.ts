import type { Obstacle, Transaction } from '@zusteuerung/runtime';
import { FehlerAntwort } from '../fehler/fehler.js';

// The lock keeps consents from being recorded or taken back until the transaction ends.
const fehlt = `
SELECT 1 FROM (SELECT id FROM vorgang WHERE tenant_id = $1 AND referenz = $2 FOR UPDATE) v
WHERE EXISTS (SELECT 1 FROM unnest($3::text[]) AS wer WHERE einwilligung_fehlt(v.id, wer))`;

interface Verweigert {
  tenant: string;
  referenz: string;
  /** whether the person has taken their consent back; else it does not name these organisations */
  widerrufen: boolean;
  /** organisations that would get the case */
  stellen: { id: string; name: string }[];
}

const WEG = 'Oder wählen Sie einen Weg, auf dem der Fall nicht dorthin geht.';

function describe({ widerrufen, stellen }: Verweigert): { code: string; message: string } {
  const namen = stellen.map(({ name }) => name).join(', ');
  return widerrufen
    ? {
        code: 'EINWILLIGUNG_WIDERRUFEN',
        message: `Die Einwilligung ist widerrufen. ${namen} kann den Fall deshalb nicht bekommen. Erfassen Sie im Vorgang unter „Datenschutz“ eine neue Einwilligung, die diese Stelle nennt. ${WEG}`,
      }
    : {
        code: 'EINWILLIGUNG_NENNT_STELLE_NICHT',
        message: `Die Einwilligung nennt diese Stelle nicht als Empfänger: ${namen}. Sie kann den Fall deshalb nicht bekommen, und es wurde nichts weitergegeben. Holen Sie bei der Person eine erweiterte Einwilligung ein und erfassen Sie sie im Vorgang unter „Datenschutz“. ${WEG}`,
      };
}

/**
 * A step would give the case to an organisation that does not know it and that no consent names. Nothing of the step
 * happens; what is due waits for a consent instead of trying again.
 */
export class EinwilligungFehlt extends FehlerAntwort {
  readonly obstacle: Obstacle;

  constructor(verweigert: Verweigert) {
    super(409, describe(verweigert));
    const { tenant, referenz, stellen } = verweigert;
    const values = [tenant, referenz, stellen.map(({ id }) => id)];
    const stands = async (tx: Transaction) => (await tx.query<unknown[]>(fehlt, values)).length > 0;
    this.obstacle = { name: 'einwilligung', stands };
  }
}
