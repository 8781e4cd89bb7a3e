import { Injectable } from '@nestjs/common';
import { explain, rootVariables, type Json, type Position } from '@zusteuerung/engine';
import { InstanceEvent, type ProcessInstance, type Transaction } from '@zusteuerung/runtime';
import { In } from 'typeorm';
import { notFound } from '../fehler/fehler.js';
import { Pakete, type Paket } from '../pakete/pakete.js';
import { Betrieb } from '../start/betrieb.js';
import { diagramOf } from '../vorgaenge/diagramm.service.js';
import { worauf } from '../vorgaenge/positionen.js';
import type { Diagramm } from '../vorgaenge/vorgaenge.dto.js';
import { darf, type Zugriff } from '../zugriff/zugriff.js';
import type { Ablauf, AblaufStelle, AblaufStoerung, ElementKurz } from './betriebsaufsicht.dto.js';
import { bezugIn, describeBezuege, elementNameOf, prozessNameOf, readAblauf, withNames } from './bezuege.js';
import { eskalationenAt } from './eskalationen.js';

const STATUS = {
  active: 'laeuft',
  incident: 'stoerung',
  completed: 'beendet',
  terminated: 'abgebrochen',
} as const;

/** Elements that a token can be put before. */
const NO_TARGETS = new Set(['boundaryEvent', 'startEvent']);

/** One process instance as those see it who look after it. */
@Injectable()
export class AblaufService {
  constructor(
    private readonly betrieb: Betrieb,
    private readonly pakete: Pakete,
  ) {}

  get(zugriff: Zugriff, id: string): Promise<Ablauf> {
    return this.betrieb.forTenant(zugriff.tenant, async (tx) => {
      const instance = await readAblauf(tx, zugriff, id);
      const paket = await this.pakete.byId(instance.deploymentId, tx);
      const current = await this.pakete.current(zugriff.tenant, tx);
      const bezug = bezugIn(await describeBezuege(tx, zugriff, [id]), id);
      const sees = darf(zugriff, 'vorgaenge.eingreifen');
      const ended = instance.status === 'completed' || instance.status === 'terminated';
      return {
        ...bezug,
        prozess: instance.processId,
        prozessName: prozessNameOf(paket, instance.processId),
        status: STATUS[instance.status],
        stand: instance.revision,
        version: paket.deployment.version,
        neuesteVersion: current.deployment.version,
        stellen: stellenOf(paket, instance, sees),
        variablen: sees ? rootVariables(instance.state) : null,
        ziele: ended ? [] : zieleOf(paket, instance),
        darfEingreifen: sees && !ended,
      };
    });
  }

  /** The diagram of the version it runs on, with what is done and where it stands. */
  diagramm(zugriff: Zugriff, id: string): Promise<Diagramm> {
    return this.betrieb.forTenant(zugriff.tenant, async (tx) => {
      const instance = await readAblauf(tx, zugriff, id);
      const paket = await this.pakete.byId(instance.deploymentId, tx);
      const xml = diagramOf(paket, instance.processId);
      if (xml === null) throw notFound();
      const positions = explain(paket.definition, instance.state);
      const at = (incident: boolean) => [
        ...new Set(
          positions.flatMap((one) => ((one.waitingFor === 'incident') === incident ? one.elementId : [])),
        ),
      ];
      const erledigt = await this.done(tx, id);
      return { xml, version: paket.deployment.version, aktiv: at(false), stoerung: at(true), erledigt };
    });
  }

  private async done(tx: Transaction, instanceId: string): Promise<string[]> {
    const done = await tx.find(InstanceEvent, {
      where: { instanceId, type: In(['elementCompleted', 'flowTaken']) },
      select: { elementId: true },
    });
    return [...new Set(done.map(({ elementId }) => elementId))];
  }
}

function stellenOf(paket: Paket, instance: ProcessInstance, sees: boolean): AblaufStelle[] {
  const { definition } = paket;
  return explain(definition, instance.state).map((position) => ({
    marke: position.token,
    schluessel: position.key,
    elementId: position.elementId,
    name: elementNameOf(paket, position.elementId),
    seit: position.since,
    worauf: woraufOf(paket, position),
    huelle: position.waitingFor === 'children',
    eskalationen: eskalationenAt(definition, instance.state, position),
    stoerung: stoerungOf(paket, instance, position, sees),
  }));
}

function woraufOf(paket: Paket, { waitingFor, detail, elementId }: Position): string {
  if (waitingFor === 'join') return 'wartet auf andere Zweige';
  if (waitingFor === 'children') return `läuft innen („${elementNameOf(paket, elementId)}“)`;
  return waitingFor === 'incident' ? 'steht still' : worauf(waitingFor, detail);
}

function stoerungOf(
  paket: Paket,
  { state }: ProcessInstance,
  { token, waitingFor }: Position,
  sees: boolean,
): AblaufStoerung | null {
  const incident = waitingFor === 'incident' && state.tokens[token]?.incident;
  if (!incident) return null;
  const { expression, inputs } = recordOf(incident.data);
  return {
    schluessel: incident.key,
    code: incident.code,
    text: withNames(paket, incident.message.de),
    ausdruck: typeof expression === 'string' ? expression : null,
    eingaben: sees && inputs !== undefined ? recordOf(inputs) : null,
  };
}

const recordOf = (value: Json | undefined): Record<string, Json> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};

/** All places of the processes that run in the instance, by name. */
function zieleOf(paket: Paket, { state }: ProcessInstance): ElementKurz[] {
  const processes = new Set(Object.values(state.scopes).map(({ process }) => process));
  const found = [...processes].flatMap((id) =>
    [...(paket.definition.processes.get(id)?.scopes.values() ?? [])].flatMap((scope) =>
      scope.id.endsWith('#each') ? [] : [...scope.nodes.values()],
    ),
  );
  return found
    .filter(({ source }) => !NO_TARGETS.has(source.type) && !source.triggeredByEvent)
    .map(({ id, source }) => ({ elementId: id, name: elementNameOf(paket, id), art: source.type }))
    .sort((a, b) => a.name.localeCompare(b.name, 'de'));
}
