import { ProcessInstance, Vorgang, type Transaction } from '@zusteuerung/runtime';
import { In } from 'typeorm';
import { notFound } from '../fehler/fehler.js';
import type { Paket } from '../pakete/pakete.js';
import { isUuid } from '../zugriff/namen.js';
import { darf, type Zugriff } from '../zugriff/zugriff.js';
import type { AblaufBezug } from './betriebsaufsicht.dto.js';

/** What the operators call process instances; the title only for those who may see cases. */
export async function describeBezuege(
  tx: Transaction,
  zugriff: Zugriff,
  instanceIds: string[],
): Promise<Map<string, AblaufBezug>> {
  const wanted = [...new Set(instanceIds)];
  const rows =
    wanted.length === 0
      ? []
      : await tx.find(Vorgang, {
          where: { tenantId: zugriff.tenant, instanceId: In(wanted) },
          select: { id: true, instanceId: true, referenz: true, titel: true },
        });
  const sees = darf(zugriff, 'faelle.sehen');
  const byInstance = new Map(rows.map((row) => [row.instanceId, row]));
  return new Map(
    wanted.map((ablaufId) => {
      const vorgang = byInstance.get(ablaufId);
      const bezug = {
        ablaufId,
        vorgangId: (sees && vorgang?.id) || null,
        referenz: vorgang?.referenz ?? null,
        titel: (sees && vorgang?.titel) || null,
      };
      return [ablaufId, bezug];
    }),
  );
}

export const bezugIn = (bezuege: Map<string, AblaufBezug>, ablaufId: string): AblaufBezug =>
  bezuege.get(ablaufId) ?? { ablaufId, vorgangId: null, referenz: null, titel: null };

/** The process instance of this municipality, or 404. */
export async function readAblauf(tx: Transaction, { tenant }: Zugriff, id: string): Promise<ProcessInstance> {
  const instance = isUuid(id) ? await tx.findOneBy(ProcessInstance, { id, tenantId: tenant }) : null;
  if (!instance) throw notFound();
  return instance;
}

/** The case whose people a text about this instance must not name. */
export async function fallIdOf(
  tx: Transaction,
  { tenant }: Zugriff,
  ablaufId: string,
): Promise<string | null> {
  const vorgang = await tx.findOneBy(Vorgang, { tenantId: tenant, instanceId: ablaufId });
  return vorgang?.parentVorgangId ?? vorgang?.id ?? null;
}

export const prozessNameOf = ({ definition }: Paket, prozess: string): string =>
  definition.processes.get(prozess)?.name ?? prozess;

export const elementNameOf = ({ elemente }: Paket, id: string): string => elemente.get(id)?.name ?? id;

/** A deadline as people know it: by its name, else by the step it hangs on. */
export function fristOf(paket: Paket, id: string): string {
  const name = elementNameOf(paket, id);
  if (name !== id) return `„${name}“`;
  const step = attachedTo(paket, id);
  return step === null ? `„${id}“` : `bei „${elementNameOf(paket, step)}“`;
}

function attachedTo({ definition }: Paket, id: string): string | null {
  for (const { scopes } of definition.processes.values())
    for (const { nodes } of scopes.values()) {
      const source = nodes.get(id)?.source;
      if (source) return source.attachedTo ?? null;
    }
  return null;
}

/** A finding's text with the names of elements in place of their ids. */
export function withNames(paket: Paket, text: string): string {
  return text.replace(/„([\w-]+)“/g, (quoted, id: string) => {
    const element = paket.elemente.get(id);
    return element ? `„${element.name}“` : quoted;
  });
}
