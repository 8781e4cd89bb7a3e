import { Injectable } from '@nestjs/common';
import { AUFBEWAHRUNG_TEXTE, AUFBEWAHRUNGSKLASSEN, type Aufbewahrungsklasse } from '@zusteuerung/domain';
import {
  approveErasure,
  beginningOf,
  countDue,
  Loeschlauf,
  mailClass,
  nextDue,
  oldMailsAt,
  type Transaction,
} from '@zusteuerung/runtime';
import { FehlerAntwort } from '../fehler/fehler.js';
import { Betrieb } from '../start/betrieb.js';
import { readKonten } from '../zugriff/namen.js';
import { darf, type Zugriff } from '../zugriff/zugriff.js';
import type { FreigabeEingabe, Loeschlauf as LaufDto, Loeschvorschau } from './aufbewahrung.dto.js';
import { faelligeIds, readAufbewahrung, retentionOf } from './fristen.js';

const NAECHSTE = 20;

/** What is erased next, without a person; the same for the page and the command line. */
export async function readKlassen(tx: Transaction, tenant: string): Promise<Loeschvorschau['klassen']> {
  const aufbewahrung = await readAufbewahrung(tx, tenant);
  const retention = retentionOf(aufbewahrung);
  const counts = new Map((await countDue(tx, tenant, retention)).map((count) => [count.klasse, count]));
  const klassen: Loeschvorschau['klassen'] = [];
  for (const klasse of AUFBEWAHRUNGSKLASSEN) {
    const regel = aufbewahrung[klasse];
    const own = { ...retention, rules: retention.rules.filter((rule) => rule.klasse === klasse) };
    const naechste = klasse === mailClass ? [] : await nextDue(tx, tenant, own, NAECHSTE);
    const faellig =
      klasse === mailClass
        ? (await oldMailsAt(tx, tenant, regel.frist, beginningOf(tx))).length
        : (counts.get(klasse)?.faellig ?? 0);
    klassen.push({
      ...{ klasse, ...regel, faellig, text: AUFBEWAHRUNG_TEXTE[klasse] },
      gesperrt: counts.get(klasse)?.gesperrt ?? 0,
      naechste: naechste.map(({ referenz, faelligAm, gesperrt }) => ({
        ...{ referenz, gesperrt, faelligAm: faelligAm.toISOString() },
      })),
    });
  }
  return klassen;
}

@Injectable()
export class AufbewahrungService {
  constructor(private readonly betrieb: Betrieb) {}

  /** References say nothing about people, so that administration may see what it approves. */
  preview(zugriff: Zugriff): Promise<Loeschvorschau> {
    const { tenant } = zugriff;
    return this.betrieb.forTenant(tenant, async (tx) => ({
      stand: beginningOf(tx).toISOString(),
      klassen: await readKlassen(tx, tenant),
      laeufe: await this.laeufe(tx, tenant),
      darfFreigeben: darf(zugriff, 'loeschen.freigeben'),
    }));
  }

  /** Approves exactly what the preview has shown; workers erase it. */
  approve(zugriff: Zugriff, { klasse, stand, anzahl }: FreigabeEingabe): Promise<Loeschvorschau> {
    const { tenant, konto } = zugriff;
    return this.betrieb.forTenant(tenant, async (tx) => {
      const ids = await faelligeIds(tx, tenant, klasse, new Date(stand));
      if (ids.length !== anzahl)
        throw new FehlerAntwort(409, {
          code: 'VORSCHAU_VERALTET',
          message:
            'Inzwischen ist anderes fällig als angezeigt. Bitte sehen Sie sich die Vorschau noch einmal an.',
        });
      await approveErasure(tx, { tenant, klasse, actor: konto.id, ids });
      return {
        stand: beginningOf(tx).toISOString(),
        klassen: await readKlassen(tx, tenant),
        laeufe: await this.laeufe(tx, tenant),
        darfFreigeben: true,
      };
    });
  }

  private async laeufe(tx: Transaction, tenantId: string): Promise<LaufDto[]> {
    const rows = await tx.find(Loeschlauf, { where: { tenantId }, order: { createdAt: 'DESC' }, take: 10 });
    const konten = await readKonten(
      tx,
      rows.map(({ freigegebenVon }) => freigegebenVon),
    );
    const kept = await tx.query<{ lauf: string; n: number }[]>(
      `SELECT lauf_id AS lauf, count(*)::int AS n FROM loeschlauf_posten
       WHERE lauf_id = ANY($1::uuid[]) AND status <> 'wartet' GROUP BY lauf_id`,
      [rows.map(({ id }) => id)],
    );
    return rows.map((row) => ({
      klasse: row.klasse,
      text: AUFBEWAHRUNG_TEXTE[row.klasse as Aufbewahrungsklasse] ?? row.klasse,
      freigegebenVon: konten.get(row.freigegebenVon) ?? 'automatisch',
      freigegebenAm: row.createdAt.toISOString(),
      anzahl: row.anzahl,
      geloescht: row.geloescht,
      behalten: kept.find(({ lauf }) => lauf === row.id)?.n ?? 0,
      fertigAm: row.finishedAt?.toISOString() ?? null,
    }));
  }
}
