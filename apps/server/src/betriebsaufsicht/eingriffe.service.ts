import { Injectable } from '@nestjs/common';
import type { Problem, Variables } from '@zusteuerung/engine';
import type { ExecuteResult, InterveneRequest, ProcessInstance, Transaction } from '@zusteuerung/runtime';
import { refusePersonInText } from '../anliegen/personenbezug.js';
import { FehlerAntwort, forbidden, invalid } from '../fehler/fehler.js';
import { Pakete } from '../pakete/pakete.js';
import { Betrieb } from '../start/betrieb.js';
import { darf, type Zugriff } from '../zugriff/zugriff.js';
import { fallIdOf, readAblauf } from './bezuege.js';
import type { Eingriff, Folgen } from './eingriffe.dto.js';
import { describeFolgen } from './folgen.js';
import { BetriebOperationen } from './operationen.js';

type Command = InterveneRequest['command'];

/** What was seen is not what is there any more. */
const OVERTAKEN = new Set(['INSTANCE_MOVED_ON', 'WAIT_STATE_GONE', 'INSTANCE_ENDED']);

/** Stepping into a case by hand: first what would follow, then the same for real. */
@Injectable()
export class EingriffeService {
  constructor(
    private readonly betrieb: Betrieb,
    private readonly pakete: Pakete,
    private readonly schreiben: BetriebOperationen,
  ) {}

  async preview(zugriff: Zugriff, id: string, eingriff: Eingriff): Promise<Folgen> {
    const request = await this.betrieb.forTenant(zugriff.tenant, (tx) =>
      this.request(tx, zugriff, id, eingriff),
    );
    const result = await this.schreiben.operations.rehearse(request);
    return this.betrieb.forTenant(zugriff.tenant, (tx) => this.describe(tx, zugriff, id, result));
  }

  execute(zugriff: Zugriff, id: string, eingriff: Eingriff, schluessel?: string): Promise<Folgen> {
    return this.schreiben.transaction(zugriff, { schluessel, inhalt: [id, eingriff] }, async (tx) => {
      const request = await this.request(tx, zugriff, id, eingriff);
      return this.describe(tx, zugriff, id, await this.schreiben.operations.intervene(tx, request));
    });
  }

  private async request(
    tx: Transaction,
    zugriff: Zugriff,
    id: string,
    eingriff: Eingriff,
  ): Promise<InterveneRequest> {
    const instance = await readAblauf(tx, zugriff, id);
    const plain = eingriff.art === 'wiederholen' && eingriff.variablen === undefined;
    if (!plain && !darf(zugriff, 'vorgaenge.eingreifen')) throw forbidden();
    const fallId = await fallIdOf(tx, zugriff, id);
    await refusePersonInText(
      tx,
      { betrieb: this.betrieb, pakete: this.pakete, zugriff },
      { feld: 'begruendung', label: 'Begründung', text: eingriff.begruendung, fallId },
    );
    const { stand: revision, begruendung: reason } = eingriff;
    const command = commandOf(eingriff, instance);
    const { tenant, konto } = zugriff;
    return { tenant, instanceId: id, command, actor: konto.id, reason, revision };
  }

  private async describe(
    tx: Transaction,
    zugriff: Zugriff,
    id: string,
    result: ExecuteResult,
  ): Promise<Folgen> {
    if (result.problem) throw refusalOf(result.problem);
    const { deploymentId } = await readAblauf(tx, zugriff, id);
    const paket = await this.pakete.byId(deploymentId, tx);
    return { folgen: await describeFolgen(tx, paket, result) };
  }
}

function refusalOf({ code, message }: Problem): FehlerAntwort {
  return new FehlerAntwort(OVERTAKEN.has(code) ? 409 : 422, { code, message: message.de });
}

const missing = (feld: string, text: string) => invalid([{ feld, code: 'FEHLT', text }], text);

function commandOf(eingriff: Eingriff, instance: ProcessInstance): Command {
  const { schluessel, code, von = [], nach = [], begruendung: reason } = eingriff;
  const variables = eingriff.variablen as Variables | undefined;
  switch (eingriff.art) {
    case 'wiederholen':
      if (!schluessel) throw missing('schluessel', 'Bitte sagen Sie, welche Störung behoben ist.');
      return { type: 'retry', key: schluessel, ...(variables && { variables }) };
    case 'variablen':
      if (!variables || Object.keys(variables).length === 0)
        throw missing('variablen', 'Bitte ändern Sie mindestens eine Variable.');
      return { type: 'updateVariables', variables };
    case 'versetzen':
      if (von.length === 0 || nach.length === 0)
        throw missing('nach', 'Bitte wählen Sie, von wo und wohin der Vorgang versetzt wird.');
      return { type: 'modify', reason, cancel: von, start: startsOf(von, nach, instance) };
    case 'eskalieren':
      if (!schluessel || !code) throw missing('code', 'Bitte wählen Sie die Eskalation.');
      return { type: 'throwEscalation', key: schluessel, code };
    case 'abbrechen':
      return { type: 'cancel', reason };
  }
}

/** Where several running sub-processes hold the element, that of the moved token is meant. */
function startsOf(von: string[], nach: string[], { state }: ProcessInstance) {
  const scopes = new Set(von.flatMap((key) => state.tokens[key]?.scope ?? []));
  const [own] = scopes;
  const elements = new Set(Object.values(state.scopes).map(({ element }) => element));
  const several = elements.size < Object.keys(state.scopes).length;
  return nach.map((element) => (several && own ? { element, scope: own } : { element }));
}
