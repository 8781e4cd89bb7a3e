import { formatGruppe, type Gruppe, type Recht, type Rolle } from '@zusteuerung/domain';

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

export function darf(zugriff: Zugriff, recht: Recht): boolean {
  return zugriff.rechte.includes(recht);
}

const BEWACHT: readonly Rolle[] = ['koordination', 'administration'];

/** Whether somebody sees every case of a municipality, or may change its rules and accounts. */
export const brauchtZweitenFaktor = (mitgliedschaften: readonly Gruppe[]): boolean =>
  mitgliedschaften.some(({ rolle }) => BEWACHT.includes(rolle));
