import { Injectable } from '@nestjs/common';
import type { Kommune, Zugang } from '@zusteuerung/domain';
import type { Definition } from '@zusteuerung/engine';
import type { CompiledPackage, Transaction } from '@zusteuerung/runtime';
import { notFound } from '../fehler/fehler.js';
import { Betrieb } from '../start/betrieb.js';
import { readKommune } from './kommune-schema.js';

/** What people need to know about a BPMN element. */
export interface Element {
  name: string;
  type: string;
  properties: Record<string, string>;
}

/** A version of a municipality's package, ready to use. */
export interface Paket extends CompiledPackage {
  kommune: Kommune;
  elemente: ReadonlyMap<string, Element>;
}

function elementsOf(definition: Definition): Map<string, Element> {
  const elemente = new Map<string, Element>();
  for (const process of definition.processes.values())
    for (const scope of process.scopes.values())
      for (const node of scope.nodes.values())
        elemente.set(node.id, {
          name: node.name?.replace(/\s+/g, ' ').trim() || node.id,
          type: node.source.type,
          properties: node.properties ?? {},
        });
  return elemente;
}

/** The packages of all municipalities, read once per version. */
@Injectable()
export class Pakete {
  private readonly known = new WeakMap<CompiledPackage, Paket>();

  constructor(private readonly betrieb: Betrieb) {}

  /** The version that new cases take; null for an unknown municipality or one without package. */
  async find(tenant: string, tx?: Transaction): Promise<Paket | null> {
    const compiled = await this.betrieb.definitions.current(tenant, tx);
    return compiled && this.describe(compiled);
  }

  /** As `find`, but an unknown municipality is answered with 404. */
  async current(tenant: string, tx?: Transaction): Promise<Paket> {
    const paket = await this.find(tenant, tx);
    if (!paket) throw notFound('Diese Kommune ist hier nicht bekannt.');
    return paket;
  }

  /** As `current`, but perhaps no longer so: see `Definitions.lastKnown`. */
  async lastKnown(tenant: string): Promise<Paket> {
    const compiled = await this.betrieb.definitions.lastKnown(tenant);
    return compiled ? this.describe(compiled) : this.current(tenant);
  }

  /** The version a running case belongs to. */
  async byId(deploymentId: string, tx: Transaction): Promise<Paket> {
    return this.describe(await this.betrieb.definitions.byId(deploymentId, tx));
  }

  private describe(compiled: CompiledPackage): Paket {
    let paket = this.known.get(compiled);
    if (!paket) {
      const file = compiled.files.find(({ path }) => path === 'kommune.json');
      const { kommune } = readKommune(file?.content ?? '');
      if (!kommune) throw new Error(`deployment ${compiled.deployment.id} holds no usable kommune.json`);
      paket = { ...compiled, kommune, elemente: elementsOf(compiled.definition) };
      this.known.set(compiled, paket);
    }
    return paket;
  }
}

/** The way in with this id, or 404. */
export function zugangOf(paket: Paket, id: string): Zugang {
  const zugang = paket.kommune.zugaenge.find((entry) => entry.id === id);
  if (!zugang) throw notFound('Diesen Zugang gibt es hier nicht.');
  return zugang;
}
