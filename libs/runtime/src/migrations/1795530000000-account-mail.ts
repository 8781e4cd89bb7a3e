import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Outgoing work may belong to no case (mail to the owner of an account); nothing waits for it. */
export class AccountMail1795530000000 implements MigrationInterface {
  readonly name = 'AccountMail1795530000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE outbox ALTER COLUMN instance_id DROP NOT NULL;
      ALTER TABLE outbox ADD CONSTRAINT outbox_awaited_by CHECK (instance_id IS NOT NULL OR NOT awaited);
      CREATE UNIQUE INDEX outbox_of_nobody ON outbox (tenant_id, key) WHERE instance_id IS NULL`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
