import { Injectable } from '@nestjs/common';
import {
  asWholeTenant,
  audit,
  beginningOf,
  Einwilligung,
  goOn,
  Organisation,
  ProcessInstance,
  Vorgang,
  type Transaction,
} from '@zusteuerung/runtime';
import { refusePersonInText } from '../anliegen/personenbezug.js';
import { FehlerAntwort, invalid, notFound } from '../fehler/fehler.js';
import { Pakete } from '../pakete/pakete.js';
import { Betrieb } from '../start/betrieb.js';
import { formOf } from '../vorgaenge/formular.js';
import { readKonten } from '../zugriff/namen.js';
import { readVisible, type Tiefe } from '../zugriff/sichtbarkeit.js';
import { darf, type Zugriff } from '../zugriff/zugriff.js';
import type { EinwilligungEingabe, EinwilligungEintrag, Einwilligungen } from './einwilligungen.dto.js';
import { nameOfEmpfaenger } from './empfaenger.js';
import { keepEinwilligung } from './erfassen.js';
import { einwilligungstextOf } from './erklaerung.js';
import { recordWiderruf } from './widerruf.js';

type Organisationen = ReadonlyMap<string, Organisation>;

/** Church law asks for writing unless the circumstances speak against it (KDG § 8 Abs. 2). */
const needsSchriftform = (organisation: Organisation | undefined) => organisation?.regime === 'KDG';

function schriftformFehlt(
  { form, umstaende, empfaenger }: Pick<Einwilligung, 'form' | 'empfaenger'> & { umstaende?: string | null },
  organisationen: Organisationen,
): string[] {
  if (form === 'schriftlich' || umstaende?.trim()) return [];
  return empfaenger.flatMap((id) => {
    const organisation = organisationen.get(id);
    return organisation && needsSchriftform(organisation) ? [organisation.name] : [];
  });
}

function describe(
  row: Einwilligung,
  organisationen: Organisationen,
  konten: ReadonlyMap<string, string>,
): EinwilligungEintrag {
  const { id, text, paketVersion, sprache, zwecke, form, umstaende, durch, besondere, erteiltAm } = row;
  const nameOf = (wer: string) => konten.get(wer) ?? (wer === 'melder' ? 'Meldende Stelle' : 'System');
  return {
    ...{ id, text, paketVersion, sprache, zwecke, form, umstaende, durch, besondere, erteiltAm },
    fassung: row.textSha256,
    empfaenger: row.empfaenger.map((one) => ({ id: one, name: nameOfEmpfaenger(one, organisationen) })),
    erfasstAm: row.erfasstAt.toISOString(),
    // Who reported is named only to those who work on the case.
    erfasstVon: row.paketVersion === null ? nameOf(row.erfasstVon) : 'Meldende Stelle',
    widerrufenAm: row.widerrufAt?.toISOString() ?? null,
    widerrufenVon: row.widerrufVon && nameOf(row.widerrufVon),
    schriftformFehlt: row.widerrufAt ? [] : schriftformFehlt(row, organisationen),
  };
}

/** The consents of a case as people read them, oldest first. */
export async function readEinwilligungen(
  tx: Transaction,
  { id, tenantId }: Pick<Vorgang, 'id' | 'tenantId'>,
  organisationen?: Organisationen,
): Promise<EinwilligungEintrag[]> {
  const rows = await tx.find(Einwilligung, {
    where: { vorgangId: id },
    order: { erfasstAt: 'ASC', id: 'ASC' },
  });
  const known = organisationen ?? (await organisationenOf(tx, tenantId));
  const konten = await readKonten(
    tx,
    rows.flatMap(({ erfasstVon, widerrufVon }) => [erfasstVon, widerrufVon]),
  );
  return rows.map((row) => describe(row, known, konten));
}

/**
 * Who works on the case; and the Koordinierungsstelle, to which a person may turn as well: taking consent back must be as
 * easy as giving it (Art. 7 Abs. 3 DSGVO), also when nobody works on the case any more.
 */
const mayRecord = (zugriff: Zugriff, { art }: Vorgang, tiefe: Tiefe) =>
  art === 'meldung' &&
  (tiefe === 'fachlich' || (tiefe === 'pseudonym' && darf(zugriff, 'datenschutz.anfragen')));

// Who got a task after the withdrawal, without the person, works on the case once a new consent names them.
const wiederBeteiligt = `
INSERT INTO beteiligung (vorgang_id, tenant_id, organisation_id, art)
SELECT DISTINCT $1::uuid, $2::text, o.id, 'bearbeitung' FROM user_task t, unnest(t.candidate_groups) AS g
JOIN organisation o ON o.tenant_id = $2 AND o.id = split_part(g, ':', 1)
WHERE t.instance_id = $3 AND t.status = 'open' AND o.id = ANY($4::text[]) ON CONFLICT DO NOTHING`;

async function organisationenOf(tx: Transaction, tenantId: string): Promise<Organisationen> {
  const rows = await tx.find(Organisation, { where: { tenantId }, order: { name: 'ASC' } });
  return new Map(rows.map((row) => [row.id, row]));
}

/** The organisations that the consents to a case keep from getting it. */
async function fehltFor(tx: Transaction, { id, tenantId }: Vorgang): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }[]>(
    'SELECT id FROM organisation WHERE tenant_id = $1 AND einwilligung_fehlt($2, id)',
    [tenantId, id],
  );
  return new Set(rows.map((row) => row.id));
}

@Injectable()
export class EinwilligungenService {
  constructor(
    private readonly betrieb: Betrieb,
    private readonly pakete: Pakete,
  ) {}

  list(zugriff: Zugriff, id: string): Promise<Einwilligungen> {
    return this.betrieb.forPerson(zugriff, async (tx) => {
      const { vorgang, tiefe } = await readVisible(tx, zugriff, id);
      if (vorgang.art !== 'meldung' || !['fachlich', 'pseudonym'].includes(tiefe)) throw notFound();
      return this.describeAll(tx, vorgang, mayRecord(zugriff, vorgang, tiefe));
    });
  }

  /** Records a consent; with it the case may be passed on again. */
  create(zugriff: Zugriff, id: string, eingabe: EinwilligungEingabe): Promise<Einwilligungen> {
    return this.change(zugriff, id, async (tx, vorgang) => {
      this.check(eingabe, await organisationenOf(tx, vorgang.tenantId), beginningOf(tx));
      const { id: vorgangId, tenantId } = vorgang;
      const umstaende = eingabe.umstaende?.trim() || null;
      // The Koordinierungsstelle reads it, too.
      const text = { feld: 'umstaende', label: 'Umstände', text: umstaende ?? '', fallId: id };
      await refusePersonInText(tx, { betrieb: this.betrieb, pakete: this.pakete, zugriff }, text);
      const neu = { ...eingabe, umstaende, vorgangId, tenantId, erfasstVon: zugriff.konto.id };
      const einwilligung = await keepEinwilligung(tx, neu);
      await tx.update(Vorgang, { id }, { widerrufAt: null });
      const { instanceId } = vorgang;
      if (instanceId) await asWholeTenant(tx, () => goOn(tx, instanceId));
      await asWholeTenant(tx, () =>
        tx.query(wiederBeteiligt, [id, tenantId, vorgang.instanceId, eingabe.empfaenger]),
      );
      await this.remember(tx, zugriff, vorgang, 'einwilligung.erfasst', { einwilligung, form: eingabe.form });
    });
  }

  /** Records that the person takes their consent back: all that hold now. From then on nobody new gets the case. */
  withdraw(zugriff: Zugriff, id: string): Promise<Einwilligungen> {
    return this.change(zugriff, id, async (tx, vorgang) => {
      if (!(await recordWiderruf(tx, vorgang, zugriff.konto.id)))
        throw new FehlerAntwort(409, {
          code: 'SCHON_WIDERRUFEN',
          message: 'Der Widerruf ist schon erfasst.',
        });
    });
  }

  private change(
    zugriff: Zugriff,
    id: string,
    act: (tx: Transaction, vorgang: Vorgang) => Promise<void>,
  ): Promise<Einwilligungen> {
    return this.betrieb.forPerson(zugriff, async (tx) => {
      const { vorgang, tiefe } = await readVisible(tx, zugriff, id);
      if (!mayRecord(zugriff, vorgang, tiefe)) throw notFound();
      // As every command does: the instance before the Vorgang, so that nobody waits in a circle.
      const locked = await tx.query<unknown[]>('SELECT 1 FROM process_instance WHERE id = $1 FOR UPDATE', [
        vorgang.instanceId,
      ]);
      if (locked.length === 0) throw notFound();
      await act(tx, vorgang);
      return this.describeAll(tx, await tx.findOneByOrFail(Vorgang, { id }), true);
    });
  }

  private check(eingabe: EinwilligungEingabe, organisationen: Organisationen, now: Date): void {
    if (eingabe.empfaenger.some((id) => !organisationen.has(id)))
      throw invalid([
        { feld: 'empfaenger', code: 'AUSWAHL', text: 'Diese Organisation gibt es hier nicht.' },
      ]);
    // A day of tolerance: in Germany it is later than in UTC.
    if (Date.parse(eingabe.erteiltAm) > now.getTime() + 86_400_000)
      throw invalid([{ feld: 'erteiltAm', code: 'DATUM', text: 'Der Tag liegt in der Zukunft.' }]);
    const kirchlich = schriftformFehlt(eingabe, organisationen);
    if (kirchlich.length > 0)
      throw invalid([
        {
          feld: 'umstaende',
          code: 'SCHRIFTFORM',
          text: `Für ${kirchlich.join(', ')} gilt das KDG: Die Einwilligung braucht die Schriftform. Wenn besondere Umstände eine andere Form rechtfertigen, beschreiben Sie diese bitte hier.`,
        },
      ]);
  }

  private async remember(
    tx: Transaction,
    { tenant, konto }: Zugriff,
    { id }: Vorgang,
    action: string,
    data: Record<string, string | number>,
  ): Promise<void> {
    await audit(tx, { tenant, actor: konto.id, action, subject: { type: 'vorgang', id }, data });
  }

  private async describeAll(
    tx: Transaction,
    vorgang: Vorgang,
    darfErfassen: boolean,
  ): Promise<Einwilligungen> {
    const organisationen = await organisationenOf(tx, vorgang.tenantId);
    const fehlt = await fehltFor(tx, vorgang);
    return {
      eintraege: await readEinwilligungen(tx, vorgang, organisationen),
      gestopptSeit: vorgang.widerrufAt?.toISOString() ?? null,
      vorlage: await this.vorlageOf(tx, vorgang),
      organisationen: [...organisationen.values()]
        .filter(({ art }) => art !== 'gremium' && art !== 'land')
        .map(({ id, name, regime }) => ({ id, name, regime, gedeckt: !fehlt.has(id) })),
      darfErfassen,
    };
  }

  private async vorlageOf(tx: Transaction, vorgang: Vorgang) {
    const instance = await tx.findOneOrFail(ProcessInstance, {
      where: { id: vorgang.instanceId ?? '' },
      select: { deploymentId: true },
    });
    const form = formOf(await this.pakete.byId(instance.deploymentId, tx), vorgang);
    const text = form && einwilligungstextOf(form);
    return text && { text: text.text, sprache: text.sprache, zwecke: text.zwecke };
  }
}
