import { DeploymentFile, type Deployment, type Transaction } from '@zusteuerung/runtime';

type Dateien = ReadonlyMap<string, string>;

/** Paths added, changed or removed between two versions, each given as path → hash. */
export function changedPaths(vorher: Dateien, nachher: Dateien): string[] {
  const pfade = new Set([...vorher.keys(), ...nachher.keys()]);
  return [...pfade].filter((pfad) => vorher.get(pfad) !== nachher.get(pfad)).sort();
}

async function readHashes(tx: Transaction, ids: string[]): Promise<Map<string, Map<string, string>>> {
  const rows = await tx
    .createQueryBuilder(DeploymentFile, 'f')
    .select(['f.deploymentId', 'f.path', 'f.sha256'])
    .where('f.deploymentId IN (:...ids)', { ids })
    .getMany();
  const hashes = new Map<string, Map<string, string>>();
  for (const { deploymentId, path, sha256 } of rows) {
    const dateien = hashes.get(deploymentId) ?? new Map<string, string>();
    hashes.set(deploymentId, dateien.set(path, sha256));
  }
  return hashes;
}

/** What each version changed compared with the one before, by deployment id; nothing for the first. */
export async function readAenderungen(
  tx: Transaction,
  deployments: readonly Deployment[],
): Promise<Map<string, string[]>> {
  if (deployments.length < 2) return new Map();
  const folge = [...deployments].sort((a, b) => a.version - b.version);
  const hashes = await readHashes(
    tx,
    folge.map(({ id }) => id),
  );
  const dateienOf = (deployment: Deployment | undefined): Dateien =>
    hashes.get(deployment?.id ?? '') ?? new Map();
  return new Map(
    folge
      .slice(1)
      .map((deployment, nummer) => [
        deployment.id,
        changedPaths(dateienOf(folge[nummer]), dateienOf(deployment)),
      ]),
  );
}
