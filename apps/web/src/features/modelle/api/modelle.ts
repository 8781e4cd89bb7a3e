import { api, daten } from '../../../api/client.js';
import { ApiFehler } from '../../../api/fehler.js';
import type { Befund, Bereitstellung, Dateiinhalt, Modellstand, Versionseintrag } from './types.js';

export interface Bereitstellungsauftrag {
  dateien: Dateiinhalt[];
  kommentar: string;
  basisVersion: number;
}

/** The files of a version; without one of the current. */
export const loadStand = (version?: number): Promise<Modellstand> =>
  daten(api.GET('/api/modelle', { params: { query: version === undefined ? {} : { version } } }));

export const loadVersionen = async (): Promise<Versionseintrag[]> => {
  const versionen = await daten(api.GET('/api/modelle/versionen'));
  return [...versionen].sort((a, b) => b.version - a.version);
};

/** The content of a file in a version; null if that version has no such file. */
export async function loadDatei(pfad: string, version: number): Promise<string | null> {
  try {
    const datei = await daten(api.GET('/api/modelle/datei', { params: { query: { pfad, version } } }));
    return datei.inhalt;
  } catch (fehler) {
    if (fehler instanceof ApiFehler && fehler.status === 404) return null;
    throw fehler;
  }
}

export async function checkDateien(dateien: Dateiinhalt[], signal: AbortSignal): Promise<Befund[]> {
  const { findings } = await daten(api.POST('/api/modelle/pruefen', { body: { dateien }, signal }));
  return findings;
}

export async function deploy(auftrag: Bereitstellungsauftrag): Promise<Bereitstellung> {
  try {
    const { version, findings } = await daten(api.POST('/api/modelle/bereitstellen', { body: auftrag }));
    return { art: 'bereitgestellt', version, befunde: findings };
  } catch (fehler) {
    if (!(fehler instanceof ApiFehler)) throw fehler;
    if (fehler.status === 409) return { art: 'veraltet', meldung: fehler.message };
    const findings = fehler.einzelheiten['findings'];
    if (fehler.status === 422 && Array.isArray(findings))
      return { art: 'abgelehnt', befunde: findings as Befund[] };
    throw fehler;
  }
}
