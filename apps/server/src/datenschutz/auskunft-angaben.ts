import { AUFBEWAHRUNG_TEXTE, STATUS_EINES_FALLS } from '@zusteuerung/domain';
import type { Variables } from '@zusteuerung/engine';
import { ProcessInstance, Termin, type Transaction, type Vorgang } from '@zusteuerung/runtime';
import { nameOfGruppe } from '../zugriff/namen.js';
import type { AuskunftTermin, Speicherdauer } from './datenschutz.dto.js';
import { readAufbewahrung } from './fristen.js';

type Namen = ReadonlyMap<string, string>;

/** Who reported: the organisation that was signed in, else what the form says. */
export function herkunftOf(
  { eingereichtVonOrganisation }: Vorgang,
  antworten: Variables,
  namen: Namen,
): string {
  const texte = ['melder_name', 'melder_organisation', 'melder_stelle'].flatMap((key) => {
    const value = antworten[key];
    return typeof value === 'string' && value ? value : [];
  });
  const stelle =
    eingereichtVonOrganisation && (namen.get(eingereichtVonOrganisation) ?? eingereichtVonOrganisation);
  const alle = [...(stelle ? [stelle] : []), ...texte];
  return alle.length > 0 ? `Gemeldet durch ${alle.join(', ')}` : 'Über das Formular gemeldet, ohne Konto';
}

/** How long the case is kept, and from when that counts. */
export async function readSpeicherdauer(tx: Transaction, vorgang: Vorgang): Promise<Speicherdauer> {
  const regeln = await readAufbewahrung(tx, vorgang.tenantId);
  const klasse = (STATUS_EINES_FALLS as readonly string[]).includes(vorgang.status) ? 'fall' : 'meldung';
  const { status, updatedAt } = await tx.findOneOrFail(ProcessInstance, {
    where: { id: vorgang.instanceId ?? '' },
    select: { id: true, status: true, updatedAt: true },
  });
  const ended = status === 'completed' || status === 'terminated';
  return {
    text: AUFBEWAHRUNG_TEXTE[klasse],
    frist: regeln[klasse].frist,
    nachrichten: regeln.nachrichten.frist,
    endeAm: ended ? updatedAt.toISOString() : null,
  };
}

/** All meetings about the case, with who was invited. */
export async function readTermine(
  tx: Transaction,
  vorgangId: string,
  namen: Namen,
): Promise<AuskunftTermin[]> {
  const rows = await tx.find(Termin, { where: { vorgangId }, order: { beginn: 'ASC', id: 'ASC' } });
  return rows.map(({ titel, beginn, dauer, ort, status, teilnehmende }) => ({
    ...{ titel, dauer, ort, status },
    beginn: beginn.toISOString(),
    teilnehmende: teilnehmende.map((name) =>
      name === 'melder' ? 'Meldende Stelle' : (nameOfGruppe(name, namen) ?? name),
    ),
  }));
}
