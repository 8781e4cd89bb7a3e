import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { ROLLEN_TEXTE, type Kommune } from '@zusteuerung/domain';
import { createKonto, createPasswort, grantRolle } from '../konten/anlegen.js';
import { deployPaket } from '../pakete/bereitstellen.js';
import { readKommune } from '../pakete/kommune-schema.js';
import { findPakete, readPaket } from '../pakete/lesen.js';
import type { Betrieb } from '../start/betrieb.js';

/** processes/ of the source tree, seen from dist/demo/ and src/demo/ alike. */
const PROZESSE = fileURLToPath(new URL('../../../../processes', import.meta.url));

export interface DemoKonto {
  kommune: string;
  name: string;
  email: string;
  passwort: string;
  rollen: string;
}

export interface DemoInstallation {
  /** municipalities that are new in this installation */
  kommunen: Kommune[];
  /** accounts created now, with their passwords: they are known here only */
  konten: DemoKonto[];
  /** why a folder was not taken */
  fehler: string[];
}

/** Installs the municipalities of the processes folder that are not there yet, with organisations and accounts. */
export async function installDemo(betrieb: Betrieb): Promise<DemoInstallation> {
  const installation: DemoInstallation = { kommunen: [], konten: [], fehler: [] };
  for (const folder of findPakete(betrieb.config.prozesseDir ?? PROZESSE)) {
    const files = readPaket(folder);
    const { kommune: described } = readKommune(
      files.find(({ path }) => path === 'kommune.json')?.content ?? '',
    );
    if (described && (await betrieb.definitions.versions(described.id)).length > 0) continue;
    const result = await betrieb.forTenant(described?.id ?? '', (tx) =>
      deployPaket(tx, betrieb.definitions, { files, comment: 'Erste Version', actor: 'system' }),
    );
    if (result.outcome === 'deployed' && result.kommune) {
      installation.kommunen.push(result.kommune);
      installation.konten.push(...(await createKonten(betrieb, result.kommune)));
    } else if (result.outcome === 'refused') {
      const errors = result.findings.filter(({ severity }) => severity === 'error');
      installation.fehler.push(...errors.map((finding) => `${folder}: ${finding.message.de}`));
    }
  }
  return installation;
}

function createKonten(betrieb: Betrieb, kommune: Kommune): Promise<DemoKonto[]> {
  const organisationen = new Map(kommune.organisationen.map(({ id, name }) => [id, name]));
  return betrieb.withAccounts(kommune.id, async (tx) => {
    const created: DemoKonto[] = [];
    for (const { email, name, mitgliedschaften } of kommune.demo?.konten ?? []) {
      const passwort = betrieb.config.demoPasswort ?? createPasswort(randomBytes(12));
      if (!(await createKonto(tx, kommune.id, { email, name, passwort }))) continue;
      for (const mitgliedschaft of mitgliedschaften)
        await grantRolle(tx, email, { tenant: kommune.id, ...mitgliedschaft });
      const rollen = mitgliedschaften.map(
        ({ organisation, rolle }) =>
          `${ROLLEN_TEXTE[rolle]} (${organisationen.get(organisation) ?? organisation})`,
      );
      created.push({ kommune: kommune.name, name, email, passwort, rollen: rollen.join(', ') });
    }
    return created;
  });
}
