import { Injectable } from '@nestjs/common';
import { isRolle, ROLLEN_TEXTE } from '@zusteuerung/domain';
import { Konto as KontoEntity, Mitgliedschaft } from '@zusteuerung/runtime';
import { In } from 'typeorm';
import { Betrieb } from '../start/betrieb.js';
import { readOrganisationen } from '../zugriff/namen.js';
import type { Zugriff } from '../zugriff/zugriff.js';
import type { Konto } from './konten.dto.js';

@Injectable()
export class KontenService {
  constructor(private readonly betrieb: Betrieb) {}

  /** All accounts of the municipality of the person who asks, by name. */
  list({ tenant }: Zugriff): Promise<Konto[]> {
    return this.betrieb.inTenant(tenant, async (tx) => {
      const rows = await tx.find(Mitgliedschaft, { where: { tenantId: tenant } });
      const konten = await tx.find(KontoEntity, {
        where: { id: In([...new Set(rows.map((row) => row.kontoId))]) },
        order: { name: 'ASC' },
      });
      const namen = await readOrganisationen(tx, tenant);
      return konten.map(({ id, name, email, aktiv }) => ({
        id,
        name,
        email,
        aktiv,
        mitgliedschaften: rows.flatMap(({ kontoId, organisationId, rolle }) =>
          kontoId === id && isRolle(rolle)
            ? [
                {
                  organisation: { id: organisationId, name: namen.get(organisationId) ?? organisationId },
                  rolle,
                  rolleText: ROLLEN_TEXTE[rolle],
                },
              ]
            : [],
        ),
      }));
    });
  }
}
