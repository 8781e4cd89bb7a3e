import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A Vorgang may be written before its process instance, so that both need one statement each. */
export class VorgangFirst1790200000000 implements MigrationInterface {
  readonly name = 'VorgangFirst1790200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE vorgang ALTER CONSTRAINT vorgang_instance_id_fkey DEFERRABLE INITIALLY DEFERRED',
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
