import { formatGruppe, type Gruppe, type Recht, type Rolle } from '@zusteuerung/domain';

/** Who asks, for which municipality and with which memberships; every query of a session takes it. */
export interface Zugriff {
  konto: { id: string; name: string; email: string };
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
