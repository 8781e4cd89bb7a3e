import type { MigrationInterface, QueryRunner } from 'typeorm';

// Cases whose process has ended before: who had no task in the last part of the way takes no part any more. Who agreed
// on the handover or wrote its record is the owner.
const closed = `
UPDATE beteiligung b SET art = 'uebernahme'
FROM vorgang v WHERE v.id = b.vorgang_id AND v.art = 'meldung' AND b.art = 'bearbeitung' AND b.bis IS NULL
  AND v.status IN ('angenommen', 'uebergabe_vereinbart', 'uebergeben') AND b.organisation_id = (
    SELECT split_part(g, ':', 1) FROM user_task t, unnest(t.candidate_groups) AS g
    WHERE t.instance_id = v.instance_id AND t.status <> 'cancelled' AND g LIKE '%:case_management'
    ORDER BY t.created_at DESC LIMIT 1);
UPDATE beteiligung b SET bis = i.updated_at, ende_grund = 'abschluss'
FROM vorgang v JOIN process_instance i ON i.id = v.instance_id
WHERE v.id = b.vorgang_id AND v.art = 'meldung' AND i.status IN ('completed', 'terminated')
  AND b.bis IS NULL AND b.art <> 'uebernahme';
`;

/** Why a participation ended, and the end of those in cases that are closed. */
export class ParticipationEnds1795400000001 implements MigrationInterface {
  readonly name = 'ParticipationEnds1795400000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE beteiligung ADD COLUMN ende_grund text
         CHECK (ende_grund IN ('erledigt', 'entfallen', 'uebergang', 'abschluss'))`,
    );
    await runner.query(closed);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
