import type { Kommune } from '@zusteuerung/domain';
import type { Finding } from '@zusteuerung/engine';
import {
  audit,
  Organisation,
  Tenant,
  type Definitions,
  type DeployResult,
  type PackageFile,
  type Transaction,
} from '@zusteuerung/runtime';
import { checkBeschreibung } from './beschreibung.js';

/** Findings of a whole package: kommune.json, models, tables and forms. */
export async function checkPaket(definitions: Definitions, files: PackageFile[]): Promise<Finding[]> {
  const { findings } = await checkBeschreibung(files, definitions.extensionsOf);
  return [...findings, ...(await definitions.check(files))];
}

async function syncKommune(tx: Transaction, kommune: Kommune): Promise<void> {
  const { demo: _demo, ...profile } = kommune;
  await tx.upsert(Tenant, { id: kommune.id, name: kommune.name, profile }, ['id']);
  for (const { id, name, art, email, regime } of kommune.organisationen)
    await tx.upsert(Organisation, { tenantId: kommune.id, id, name, art, email, regime: regime ?? null }, [
      'tenantId',
      'id',
    ]);
}

/**
 * Makes a package the current version of a municipality, and its organisations those of kommune.json (none is removed:
 * running cases may name it). With an error in the findings nothing changes.
 */
export async function deployPaket(
  tx: Transaction,
  definitions: Definitions,
  request: { files: PackageFile[]; comment: string; actor: string; tenant?: string; basedOn?: number },
): Promise<DeployResult & { kommune: Kommune | null }> {
  const { kommune, findings } = await checkBeschreibung(request.files, definitions.extensionsOf);
  if (request.tenant && kommune && request.tenant !== kommune.id) findings.push(foreign(kommune.id));
  if (!kommune || findings.length > 0)
    return {
      outcome: 'refused',
      findings: [...findings, ...(await definitions.check(request.files))],
      kommune,
    };
  await tx.query('SAVEPOINT paket');
  await syncKommune(tx, kommune);
  const result = await definitions.deploy(tx, { ...request, tenant: kommune.id });
  if (result.outcome === 'refused' || result.outcome === 'conflict')
    await tx.query('ROLLBACK TO SAVEPOINT paket');
  if (result.outcome === 'deployed')
    await audit(tx, {
      tenant: kommune.id,
      actor: request.actor,
      action: 'paket.bereitgestellt',
      subject: { type: 'deployment', id: result.deploymentId },
      data: { version: result.version },
    });
  return { ...result, kommune };
}

const foreign = (id: string): Finding => ({
  code: 'KOMMUNE_FREMD',
  severity: 'error',
  file: 'kommune.json',
  message: {
    de: `kommune.json gehört zu „${id}“, nicht zu dieser Kommune.`,
    en: `kommune.json belongs to "${id}", not to this municipality.`,
  },
});
