import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Nothing looks up an instance by its business key; the index was written with every start. */
export class UnusedIndex1795575000000 implements MigrationInterface {
  readonly name = 'UnusedIndex1795575000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX process_instance_business_key');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
