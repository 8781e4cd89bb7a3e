import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ROLLEN } from '@zusteuerung/domain';
import { audit, Termin, type Transaction, type Vorgang } from '@zusteuerung/runtime';
import { fallOf, refusePersonInText } from '../anliegen/personenbezug.js';
import { FehlerAntwort, notFound } from '../fehler/fehler.js';
import { Versand } from '../nachrichten/versand.js';
import { Pakete } from '../pakete/pakete.js';
import { Betrieb } from '../start/betrieb.js';
import { isUuid } from '../zugriff/namen.js';
import {
  adressenOf,
  readVisible,
  visibleVorgaenge,
  workedOnVorgaenge,
  worksThrough,
} from '../zugriff/sichtbarkeit.js';
import { scopeOf, type Zugriff } from '../zugriff/zugriff.js';
import { describeTermine, readAuswahl } from './beschreibung.js';
import { kalenderdateiOf, type Anlass } from './einladung.js';
import { checkEingabe } from './eingabe.js';
import type { TerminAuswahl, TerminDto, TerminEingabe, TerminListe } from './termine.dto.js';
import { announce } from './versenden.js';

interface Stelle {
  id: string;
  termin: string;
}

const ABGESAGT = new FehlerAntwort(409, {
  code: 'TERMIN_ABGESAGT',
  message: 'Dieser Termin ist schon abgesagt. Planen Sie bei Bedarf einen neuen.',
});
const MOST = 50;

/** Meetings about a Vorgang: whoever works on it plans, moves and cancels; whoever sees it sees them. */
@Injectable()
export class TermineService {
  private readonly versand: Versand;

  constructor(
    private readonly betrieb: Betrieb,
    private readonly pakete: Pakete,
  ) {
    this.versand = new Versand(betrieb.config);
  }

  list(zugriff: Zugriff, id: string): Promise<TerminListe> {
    return this.betrieb.forPerson(zugriff, async (tx) => {
      const { vorgang, tiefe } = await readVisible(tx, zugriff, id);
      if (tiefe === 'status') return { darfPlanen: false, eintraege: [] };
      const darfPlanen = (await worksThrough(tx, zugriff, vorgang)).length > 0;
      const rows = await tx.find(Termin, { where: { vorgangId: id }, order: { beginn: 'ASC', id: 'ASC' } });
      return {
        darfPlanen,
        eintraege: await describeTermine(tx, rows, [vorgang], new Set(darfPlanen ? [id] : [])),
      };
    });
  }

  /** What is ahead for this person: where they are invited, and in what they work on. */
  listMine(zugriff: Zugriff): Promise<TerminDto[]> {
    return this.betrieb.forPerson(zugriff, async (tx) => {
      const mine = workedOnVorgaenge(tx, zugriff).select('v.id');
      const rows = await tx
        .createQueryBuilder(Termin, 't')
        .where("t.tenantId = :tenant AND t.status = 'geplant' AND t.beginn > now() - interval '12 hours'")
        .andWhere(`(t.teilnehmende && :adressen::text[] OR t.vorgangId IN (${mine.getQuery()}))`)
        .setParameters({
          ...mine.getParameters(),
          adressen: adressenOf(zugriff, ROLLEN),
          tenant: zugriff.tenant,
        })
        .orderBy('t.beginn', 'ASC')
        .addOrderBy('t.id', 'ASC')
        .take(MOST)
        .getMany();
      const ids = rows.map(({ vorgangId }) => vorgangId);
      const vorgaenge = await visibleVorgaenge(tx, zugriff).andWhere('v.id = ANY(:ids)', { ids }).getMany();
      const working = await workedOnVorgaenge(tx, zugriff).andWhere('v.id = ANY(:ids)', { ids }).getMany();
      return describeTermine(tx, rows, vorgaenge, new Set(working.map(({ id }) => id)));
    });
  }

  auswahl(zugriff: Zugriff, id: string): Promise<TerminAuswahl> {
    return this.betrieb.forPerson(zugriff, async (tx) => {
      const { vorgang } = await this.readWorkedOn(tx, zugriff, id);
      return readAuswahl(tx, vorgang);
    });
  }

  create(zugriff: Zugriff, id: string, eingabe: TerminEingabe): Promise<TerminDto> {
    return this.change(zugriff, id, async (tx, vorgang) => {
      const now = new Date();
      const angaben = await checkEingabe(tx, vorgang, { eingabe, now, before: null });
      await this.refusePerson(tx, zugriff, vorgang, angaben);
      const termin = Object.assign(new Termin(), {
        id: randomUUID(),
        tenantId: zugriff.tenant,
        vorgangId: id,
        elementId: null,
        ...angaben,
        ganztags: false,
        status: 'geplant',
        sequence: 0,
        createdBy: zugriff.konto.id,
        createdAt: now,
        updatedAt: now,
      } as const);
      await tx.insert(Termin, termin);
      return { termin, action: 'termin.angelegt', mails: [['eingeladen', termin.teilnehmende]] };
    });
  }

  /** Says all of a meeting anew; whoever is no longer invited gets a cancellation. */
  update(zugriff: Zugriff, { id, termin: terminId }: Stelle, eingabe: TerminEingabe): Promise<TerminDto> {
    return this.change(zugriff, id, async (tx, vorgang) => {
      const before = await this.readOpen(tx, id, terminId);
      const angaben = await checkEingabe(tx, vorgang, { eingabe, now: new Date(), before });
      await this.refusePerson(tx, zugriff, vorgang, angaben);
      const termin = await this.save(tx, before, { ...angaben, ganztags: false });
      const stays = (name: string) => before.teilnehmende.includes(name);
      return {
        termin,
        action: 'termin.geaendert',
        mails: [
          ['geaendert', termin.teilnehmende.filter(stays)],
          ['eingeladen', termin.teilnehmende.filter((name) => !stays(name))],
          ['abgesagt', before.teilnehmende.filter((name) => !termin.teilnehmende.includes(name))],
        ],
      };
    });
  }

  cancel(zugriff: Zugriff, { id, termin: terminId }: Stelle): Promise<TerminDto> {
    return this.change(zugriff, id, async (tx) => {
      const termin = await this.save(tx, await this.readOpen(tx, id, terminId), { status: 'abgesagt' });
      return { termin, action: 'termin.abgesagt', mails: [['abgesagt', termin.teilnehmende]] };
    });
  }

  readKalender(zugriff: Zugriff, { id, termin: terminId }: Stelle): Promise<string> {
    return this.betrieb.forPerson(zugriff, async (tx) => {
      const { vorgang, tiefe } = await readVisible(tx, zugriff, id);
      const termin = isUuid(terminId) ? await tx.findOneBy(Termin, { id: terminId, vorgangId: id }) : null;
      if (!termin || tiefe === 'status') throw notFound();
      return kalenderdateiOf({
        termin,
        referenz: vorgang.referenz,
        publicUrl: this.betrieb.config.publicUrl,
      });
    });
  }

  /** One change: the row, its mails and its audit entry, all or none. */
  private change(
    zugriff: Zugriff,
    id: string,
    work: (
      tx: Transaction,
      vorgang: Vorgang,
    ) => Promise<{ termin: Termin; action: string; mails: [Anlass, string[]][] }>,
  ): Promise<TerminDto> {
    const { publicUrl } = this.betrieb.config;
    return this.betrieb.processes.transaction(async (tx) => {
      const { vorgang, organisation } = await this.readWorkedOn(tx, zugriff, id);
      const { termin, action, mails } = await work(tx, vorgang);
      for (const [anlass, names] of mails)
        await announce(tx, this.versand, { vorgang, termin, organisation, publicUrl }, { anlass, names });
      await audit(tx, {
        tenant: zugriff.tenant,
        actor: zugriff.konto.id,
        action,
        subject: { type: 'vorgang', id },
        data: { termin: termin.id, sequence: termin.sequence },
      });
      const [dto] = await describeTermine(tx, [termin], [vorgang], new Set([id]));
      if (!dto) throw new Error(`termin ${termin.id} has no vorgang`);
      return dto;
    }, scopeOf(zugriff));
  }

  /** Title and place stand in mails and calendars and are read by bodies: they must not say whom the case is about. */
  private async refusePerson(
    tx: Transaction,
    zugriff: Zugriff,
    vorgang: Vorgang,
    { titel, ort }: Pick<Termin, 'titel' | 'ort'>,
  ): Promise<void> {
    const wer = { betrieb: this.betrieb, pakete: this.pakete, zugriff };
    const fallId = fallOf(vorgang) ?? vorgang.id;
    await refusePersonInText(tx, wer, { feld: 'titel', label: 'Titel', text: titel, fallId });
    await refusePersonInText(tx, wer, { feld: 'ort', label: 'Ort', text: ort ?? '', fallId, ort: true });
  }

  private async readWorkedOn(tx: Transaction, zugriff: Zugriff, id: string) {
    const { vorgang } = await readVisible(tx, zugriff, id);
    const [organisation] = await worksThrough(tx, zugriff, vorgang);
    if (organisation === undefined) throw notFound();
    return { vorgang, organisation };
  }

  /** Locked, so that of two changes at once the second sees the first. */
  private async readOpen(tx: Transaction, vorgangId: string, id: string): Promise<Termin> {
    if (!isUuid(id)) throw notFound();
    const termin = await tx.findOne(Termin, {
      where: { id, vorgangId },
      lock: { mode: 'pessimistic_write' },
    });
    if (!termin) throw notFound();
    if (termin.status === 'abgesagt') throw ABGESAGT;
    return termin;
  }

  private async save(tx: Transaction, before: Termin, changes: Partial<Termin>): Promise<Termin> {
    const counted = { ...changes, sequence: before.sequence + 1, updatedAt: new Date() };
    await tx.update(Termin, { id: before.id }, counted);
    return Object.assign(new Termin(), before, counted);
  }
}
