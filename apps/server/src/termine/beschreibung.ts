import {
  asWholeTenant,
  VorgangPerson,
  type Termin,
  type Transaction,
  type Vorgang,
} from '@zusteuerung/runtime';
import { bezugOf } from '../aufgaben/eintraege.js';
import { nameOfGruppe, readOrganisationen } from '../zugriff/namen.js';
import { MELDER, readGruppen } from './teilnehmende.js';
import type { TeilnehmendeDto, TerminArt, TerminAuswahl, TerminDto } from './termine.dto.js';

const texte: Record<TerminArt, string> = {
  fallkonferenz: 'Fallkonferenz',
  uebergabe: 'Übergabegespräch',
  projektgruppe: 'Projektgruppe',
  lenkungsgruppe: 'Lenkungsgruppe',
  sonstiges: 'Besprechung',
};
const arten: Record<Vorgang['art'], readonly TerminArt[]> = {
  meldung: ['fallkonferenz', 'uebergabe', 'sonstiges'],
  anliegen: ['fallkonferenz', 'projektgruppe', 'lenkungsgruppe', 'sonstiges'],
};

/** What a form for a meeting offers; the proposed title holds the reference and no name. */
export async function readAuswahl(tx: Transaction, vorgang: Vorgang): Promise<TerminAuswahl> {
  const person =
    vorgang.art === 'meldung'
      ? await asWholeTenant(tx, () => tx.findOneBy(VorgangPerson, { vorgangId: vorgang.id }))
      : null;
  const email = person?.daten['melder_email'];
  return {
    arten: arten[vorgang.art].map((art) => ({
      art,
      text: texte[art],
      titel: `${texte[art]} ${vorgang.referenz}`,
    })),
    gruppen: await readGruppen(tx, vorgang),
    melder: typeof email === 'string' && email.includes('@'),
  };
}

/** Meetings as people read them, in the given order; those of Vorgänge not given are left out. */
export async function describeTermine(
  tx: Transaction,
  rows: Termin[],
  vorgaenge: Vorgang[],
  aenderbar: ReadonlySet<string>,
): Promise<TerminDto[]> {
  const [first] = rows;
  if (!first) return [];
  const namen = await readOrganisationen(tx, first.tenantId);
  const byId = new Map(vorgaenge.map((vorgang) => [vorgang.id, vorgang]));
  return rows.flatMap((row) => {
    const vorgang = byId.get(row.vorgangId);
    if (!vorgang) return [];
    const { id, art, titel, ganztags, dauer, ort, status } = row;
    const mine = aenderbar.has(vorgang.id);
    return [
      {
        ...{ id, art, titel, ganztags, dauer, ort, status },
        beginn: row.beginn.toISOString(),
        teilnehmende: row.teilnehmende.map((name) => describeName(name, namen, mine)),
        aenderbar: mine && status === 'geplant',
        vorgang: bezugOf(vorgang),
      },
    ];
  });
}

/** Addresses of single people are for those who work on the case. */
function describeName(name: string, namen: ReadonlyMap<string, string>, works: boolean): TeilnehmendeDto {
  if (name === MELDER) return { id: name, text: 'Meldende Stelle' };
  if (!name.includes('@')) return { id: name, text: nameOfGruppe(name, namen) ?? name };
  return works ? { id: name, text: name } : { id: '', text: 'Weitere Person' };
}
