import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Outgoing work keeps the trace of the step it comes from. */
export class OutboxTrace1795470000000 implements MigrationInterface {
  readonly name = 'OutboxTrace1795470000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outbox ADD COLUMN trace text');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
