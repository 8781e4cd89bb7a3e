import { Injectable } from '@nestjs/common';
import { isRolle, ROLLEN, ROLLEN_TEXTE } from '@zusteuerung/domain';
import type { Transaction } from '@zusteuerung/runtime';
import { notFound } from '../fehler/fehler.js';
import { Betrieb } from '../start/betrieb.js';
import { isUuid, readKonten, readOrganisationen } from '../zugriff/namen.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import type { KontenAuswahl, Konto, KontoEinzeln, KontoEreignisDto } from './konten.dto.js';
import { readVorkommnisse } from './protokoll.js';

// $1 municipality, $2 seconds a session may rest, $3 one account or null
const LIST = `SELECT k.id, k.name, k.email, k.aktiv, k.passwort_hash IS NOT NULL AS passwort,
  k.letzte_anmeldung_at AS "letzteAnmeldung",
  EXISTS (SELECT 1 FROM konto_oidc o WHERE o.konto_id = k.id) AS verzeichnis,
  EXISTS (SELECT 1 FROM zweiter_faktor f WHERE f.konto_id = k.id AND f.bestaetigt_at IS NOT NULL) AS "zweiterFaktor",
  (SELECT count(*)::int FROM sitzung s WHERE s.konto_id = k.id AND s.expires_at > now()
     AND s.last_seen_at > now() - make_interval(secs => $2::float)) AS sitzungen,
  jsonb_agg(jsonb_build_object('organisation', m.organisation_id, 'rolle', m.rolle)
    ORDER BY m.organisation_id, m.rolle) AS rollen
  FROM konto k JOIN mitgliedschaft m ON m.konto_id = k.id AND m.tenant_id = $1
  WHERE $3::uuid IS NULL OR k.id = $3
  GROUP BY k.id ORDER BY k.name, k.email`;

interface Row {
  id: string;
  name: string;
  email: string;
  aktiv: boolean;
  passwort: boolean;
  letzteAnmeldung: Date | null;
  verzeichnis: boolean;
  zweiterFaktor: boolean;
  sitzungen: number;
  rollen: { organisation: string; rolle: string }[];
}

@Injectable()
export class KontenService {
  constructor(private readonly betrieb: Betrieb) {}

  /** All accounts of the municipality of the person who asks, by name. */
  list(zugriff: Zugriff): Promise<Konto[]> {
    return this.betrieb.withAccounts(zugriff.tenant, (tx) => this.read(tx, zugriff, null));
  }

  /** One of them with what happened to it last. */
  async readOne(zugriff: Zugriff, id: string): Promise<KontoEinzeln> {
    return this.betrieb.withAccounts(zugriff.tenant, async (tx) => {
      const [konto] = isUuid(id) ? await this.read(tx, zugriff, id) : [];
      if (!konto) throw notFound();
      return { ...konto, verlauf: await readVerlauf(tx, zugriff.tenant, id) };
    });
  }

  /** What memberships can be made of. */
  auswahl({ tenant }: Zugriff): Promise<KontenAuswahl> {
    return this.betrieb.forTenant(tenant, async (tx) => {
      const namen = [...(await readOrganisationen(tx, tenant))].sort(([, a], [, b]) =>
        a.localeCompare(b, 'de'),
      );
      return {
        organisationen: namen.map(([id, name]) => ({ id, name })),
        rollen: ROLLEN.map((rolle) => ({ rolle, text: ROLLEN_TEXTE[rolle] })),
      };
    });
  }

  private async read(tx: Transaction, zugriff: Zugriff, id: string | null): Promise<Konto[]> {
    const { ruheMs } = this.betrieb.config.anmeldung;
    const rows: Row[] = await tx.query(LIST, [zugriff.tenant, ruheMs / 1000, id]);
    const namen = await readOrganisationen(tx, zugriff.tenant);
    return rows.map(({ passwort, letzteAnmeldung, rollen, ...row }) => ({
      ...row,
      stand: !row.aktiv ? 'gesperrt' : passwort || row.verzeichnis ? 'aktiv' : 'eingeladen',
      eigenes: row.id === zugriff.konto.id,
      letzteAnmeldungAm: letzteAnmeldung?.toISOString() ?? null,
      mitgliedschaften: rollen.flatMap(({ organisation, rolle }) =>
        isRolle(rolle)
          ? [
              {
                organisation: { id: organisation, name: namen.get(organisation) ?? organisation },
                rolle,
                rolleText: ROLLEN_TEXTE[rolle],
              },
            ]
          : [],
      ),
    }));
  }
}

/** Who acts without an account of their own. */
const SONST: Record<string, string> = { system: 'Verzeichnis', betrieb: 'Betrieb, am Server' };

async function readVerlauf(tx: Transaction, tenant: string, kontoId: string): Promise<KontoEreignisDto[]> {
  const rows = await readVorkommnisse(tx, { tenant, kontoId });
  const namen = await readKonten(
    tx,
    rows.map(({ akteur }) => akteur),
  );
  return rows.map(({ at, text, akteur }) => ({
    am: at.toISOString(),
    text,
    wer: akteur === kontoId ? null : (namen.get(akteur) ?? SONST[akteur] ?? null),
  }));
}
