import { createHash, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { readBpmn, readStoredBpmn } from '@zusteuerung/bpmn';
import type { Definition, Finding } from '@zusteuerung/engine';
import type { Form } from '@zusteuerung/forms';
import { inTenant } from '../database/transaction.js';
import { Deployment, DeploymentFile } from '../entities/deployment.js';
import { installStartEvents } from '../execution/start-events.js';
import {
  silentLogger,
  type DeployRequest,
  type DeployResult,
  type Logger,
  type PackageFile,
  type Transaction,
} from '../types.js';
import { extensionsOf, type ElementExtensions } from './model-elements.js';
import { ModelProcess } from './model-process.js';
import { hasError, readPackage, type ReadBpmn } from './read-package.js';

/** A deployed version, compiled; shared by everyone, never changed. */
export interface CompiledPackage {
  deployment: Deployment;
  files: PackageFile[];
  definition: Definition;
  /** by form id */
  forms: Map<string, Form>;
  /** the form-js JSON as deployed, by form id */
  formSchemas: Map<string, object>;
}

const cachedPackages = 64;
/** characters of a model that is read in less than 20 ms */
const small = 65_536;

/** The versions of the tenants' packages of models. Versions are immutable and addressed by content. */
export class Definitions {
  /** by deployment id, least recently used first */
  private readonly compiled = new Map<string, Promise<CompiledPackage>>();

  /** by tenant: the version that was current when somebody last looked */
  private readonly lastSeen = new Map<string, string>();

  /** what is uploaded is read and checked beside the process that answers */
  private readonly models = new ModelProcess();

  constructor(
    private readonly dataSource: DataSource,
    private readonly logger: Logger = silentLogger,
  ) {}

  /** All findings of a package; with one of severity error it can't be deployed. */
  async check(files: PackageFile[]): Promise<Finding[]> {
    return this.models.check(files);
  }

  /** What the elements of an uploaded model name; nothing when it can't be read. */
  readonly extensionsOf = async (xml: string): Promise<ElementExtensions[]> =>
    xml.length < small
      ? extensionsOf((await readBpmn(xml)).model?.processes ?? [])
      : this.models.extensions(xml);

  /** Stores a package as the tenant's next version; an unchanged one makes no new version. */
  async deploy(tx: Transaction, request: DeployRequest): Promise<DeployResult> {
    const findings = await this.check(request.files);
    if (hasError(findings)) return { outcome: 'refused', findings };
    const { definition } = await readPackage(request.files, 'run', this.read);
    if (!definition) return { outcome: 'refused', findings };
    await tx.query("SELECT pg_advisory_xact_lock(hashtextextended('deploy ' || $1, 0))", [request.tenant]);
    const last = await this.latest(tx, request.tenant);
    if (last && request.basedOn !== undefined && request.basedOn !== last.version) {
      return {
        outcome: 'conflict',
        version: last.version,
        createdBy: last.createdBy,
        createdAt: last.createdAt,
      };
    }
    const hash = packageHash(request.files);
    if (last?.hash === hash) {
      await installStartEvents(tx, request.tenant, last.id, definition);
      return { outcome: 'unchanged', version: last.version, deploymentId: last.id, findings };
    }
    const deploymentId = randomUUID();
    const version = (last?.version ?? 0) + 1;
    await this.save(tx, request, { id: deploymentId, version, hash });
    await installStartEvents(tx, request.tenant, deploymentId, definition);
    this.logger.info('models deployed', { tenant: request.tenant, version });
    return { outcome: 'deployed', version, deploymentId, findings };
  }

  /** The version new instances start on; null before the first deployment. */
  current(tenant: string, tx?: Transaction): Promise<CompiledPackage | null> {
    return this.within(tenant, tx, async (within) => {
      const deployment = await this.latest(within, tenant);
      return deployment && this.compiledPackage(deployment, within);
    });
  }

  /**
   * The current version as it was when this process last looked, without asking. Who starts something on it compares
   * it with `currentVersion` in the same transaction.
   */
  lastKnown(tenant: string): Promise<CompiledPackage | null> {
    const id = this.lastSeen.get(tenant);
    const known = id === undefined ? undefined : this.compiled.get(id);
    return id !== undefined && known ? this.touch(id, known) : this.current(tenant);
  }

  async byId(deploymentId: string, tx: Transaction): Promise<CompiledPackage> {
    const known = this.compiled.get(deploymentId);
    if (known) return this.touch(deploymentId, known);
    return this.compiledPackage(await tx.getRepository(Deployment).findOneByOrFail({ id: deploymentId }), tx);
  }

  byVersion(tenant: string, version: number, tx?: Transaction): Promise<CompiledPackage | null> {
    return this.within(tenant, tx, async (within) => {
      const deployment = await within.getRepository(Deployment).findOneBy({ tenantId: tenant, version });
      return deployment && this.compiledPackage(deployment, within);
    });
  }

  /** Newest first. */
  versions(tenant: string, tx?: Transaction): Promise<Deployment[]> {
    return this.within(tenant, tx, (within) =>
      within.getRepository(Deployment).find({ where: { tenantId: tenant }, order: { version: 'DESC' } }),
    );
  }

  private within<T>(
    tenant: string,
    tx: Transaction | undefined,
    work: (tx: Transaction) => Promise<T>,
  ): Promise<T> {
    return tx ? work(tx) : inTenant(this.dataSource, { tenant }, work);
  }

  /** Reading a large model would keep the process from answering. */
  private readonly read: ReadBpmn = (xml) =>
    xml.length < small ? readStoredBpmn(xml) : this.models.read(xml);

  private async latest(tx: Transaction, tenant: string): Promise<Deployment | null> {
    const [row] = await tx.query<Deployment[]>(
      `SELECT id, tenant_id AS "tenantId", version, comment, created_by AS "createdBy", created_at AS "createdAt", hash
       FROM deployment WHERE tenant_id = $1 ORDER BY version DESC LIMIT 1`,
      [tenant],
    );
    if (row) this.lastSeen.set(tenant, row.id);
    return row ?? null;
  }

  private async save(
    tx: Transaction,
    request: DeployRequest,
    { id, version, hash }: { id: string; version: number; hash: string },
  ): Promise<void> {
    const { tenant: tenantId, comment, actor: createdBy } = request;
    await tx.insert(Deployment, { id, tenantId, version, comment, createdBy, hash });
    await tx.insert(
      DeploymentFile,
      request.files.map(({ path, content }) => ({
        deploymentId: id,
        path,
        content,
        sha256: sha256(content),
      })),
    );
  }

  private compiledPackage(deployment: Deployment, tx: Transaction): Promise<CompiledPackage> {
    const known = this.compiled.get(deployment.id);
    if (known) return this.touch(deployment.id, known);
    const compiling = this.compilePackage(deployment, tx);
    // A failed load (lost connection, a version that is rolled back) must not be remembered.
    compiling.catch(() => this.compiled.delete(deployment.id));
    return this.touch(deployment.id, compiling);
  }

  private async compilePackage(deployment: Deployment, tx: Transaction): Promise<CompiledPackage> {
    const rows = await tx
      .getRepository(DeploymentFile)
      .find({ where: { deploymentId: deployment.id }, order: { path: 'ASC' } });
    const files = rows.map(({ path, content }) => ({ path, content }));
    const { definition, forms, formSchemas, findings } = await readPackage(files, 'run', this.read);
    if (!definition) {
      const codes = findings.map((finding) => finding.code).join(', ');
      throw new Error(
        `deployed version ${deployment.tenantId}/${deployment.version} can't be read any more: ${codes}`,
      );
    }
    return { deployment, files, definition, forms, formSchemas };
  }

  private touch(id: string, entry: Promise<CompiledPackage>): Promise<CompiledPackage> {
    this.compiled.delete(id);
    this.compiled.set(id, entry);
    const oldest = this.compiled.keys().next();
    if (this.compiled.size > cachedPackages && !oldest.done) this.compiled.delete(oldest.value);
    return entry;
  }
}

/** The id of a tenant's current version, as an expression of a statement; `tenant` is a parameter. */
export const currentVersion = (tenant: string) =>
  `(SELECT d.id FROM deployment d WHERE d.tenant_id = ${tenant} ORDER BY d.version DESC LIMIT 1)`;

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The same for the same paths and contents, in whatever order they come. */
export function packageHash(files: PackageFile[]): string {
  const lines = files.map(({ path, content }) => `${sha256(content)} ${path}`);
  return sha256(lines.sort().join('\n'));
}
