import { Injectable } from '@nestjs/common';
import { Tenant } from '@zusteuerung/runtime';
import { notFound } from '../fehler/fehler.js';
import { Pakete, zugangOf } from '../pakete/pakete.js';
import { Betrieb } from '../start/betrieb.js';
import { datenschutzOf } from './datenschutz.js';
import type { FormularDto, KommuneDto, KommuneKurz } from './kommunen.dto.js';

@Injectable()
export class KommunenService {
  constructor(
    private readonly betrieb: Betrieb,
    private readonly pakete: Pakete,
  ) {}

  async list(): Promise<KommuneKurz[]> {
    const tenants = await this.betrieb.outside((tx) => tx.find(Tenant, { order: { name: 'ASC' } }));
    return tenants.map(({ id, name }) => ({ id, name }));
  }

  async get(tenant: string): Promise<KommuneDto> {
    const { kommune } = await this.pakete.current(tenant);
    return {
      id: kommune.id,
      name: kommune.name,
      einleitung: kommune.einleitung,
      kontakt: kommune.kontakt,
      notfall: kommune.notfall,
      datenschutz: datenschutzOf(kommune),
      zugaenge: kommune.zugaenge.map(({ id, name, beschreibung, zielgruppe }) => ({
        id,
        name,
        beschreibung,
        zielgruppe,
      })),
    };
  }

  async getFormular(tenant: string, zugangId: string): Promise<FormularDto> {
    const paket = await this.pakete.current(tenant);
    const { formular } = zugangOf(paket, zugangId);
    const schema = paket.formSchemas.get(formular);
    if (!schema) throw notFound();
    return { id: formular, version: paket.deployment.version, schema: schema as Record<string, unknown> };
  }
}
