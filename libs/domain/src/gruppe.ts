import { isRolle, type Rolle } from './rollen.js';

/** Who a task is for: a role within an organisation, written `caritas-rheine:case_management`. */
export interface Gruppe {
  organisation: string;
  rolle: Rolle;
}

export function formatGruppe(gruppe: Gruppe): string {
  return `${gruppe.organisation}:${gruppe.rolle}`;
}

/** Reads `<organisation>:<rolle>`; null for anything else. */
export function parseGruppe(text: string): Gruppe | null {
  const [organisation, rolle, ...rest] = text.split(':');
  if (!organisation || !rolle || rest.length > 0 || !isRolle(rolle)) return null;
  return { organisation, rolle };
}
