import { formatGruppe, type Gruppe, type Recht, type Rolle } from '@zusteuerung/domain';
import type { Scope } from '@zusteuerung/runtime';

/** Who asks, for which municipality and with which memberships; every query of a session takes it. */
export interface Zugriff {
  konto: { id: string; name: string; email: string };
  /** local: with a password of ours, else through the directory */
  lokal: boolean;
  /** `einrichten`: the person needs a second factor and has none, and until then no rights */
  zweiterFaktor: 'an' | 'aus' | 'einrichten';
  tenant: string;
  mitgliedschaften: Gruppe[];
  rechte: Recht[];
}

/** The group strings of tasks that this person may work on. */
export function gruppenOf(zugriff: Zugriff): string[] {
  return zugriff.mitgliedschaften
    .filter((gruppe) => ['case_management', 'koordination', 'gremium'].includes(gruppe.rolle))
    .map(formatGruppe);
}

/** The organisations for which this person holds one of the roles. */
export function organisationenMit(zugriff: Zugriff, ...rollen: Rolle[]): string[] {
  return [
    ...new Set(
      zugriff.mitgliedschaften
        .filter(({ rolle }) => rollen.includes(rolle))
        .map((gruppe) => gruppe.organisation),
    ),
  ];
}

/** What the database opens to this person; administration is no reason to see a case of the own organisation. */
export function scopeOf(zugriff: Zugriff): Scope {
  return {
    tenant: zugriff.tenant,
    organisations: organisationenMit(
      zugriff,
      'case_management',
      'koordination',
      'gremium',
      'meldende_stelle',
    ),
    allCases: organisationenMit(zugriff, 'koordination').length > 0,
    email: zugriff.konto.email,
  };
}

export function darf(zugriff: Zugriff, recht: Recht): boolean {
  return zugriff.rechte.includes(recht);
}

const BEWACHT: readonly Rolle[] = ['koordination', 'administration'];

/** Whether somebody sees every case of a municipality, or may change its rules and accounts. */
export const brauchtZweitenFaktor = (mitgliedschaften: readonly Gruppe[]): boolean =>
  mitgliedschaften.some(({ rolle }) => BEWACHT.includes(rolle));
