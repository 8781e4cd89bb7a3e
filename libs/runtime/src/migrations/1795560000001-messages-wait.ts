import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A message that an instance may not have yet is put aside for it. */
export class MessagesWait1795560000001 implements MigrationInterface {
  readonly name = 'MessagesWait1795560000001';

  async up(runner: QueryRunner): Promise<void> {
    // No reference to the instance: its key share would wait for the instance's lock.
    await runner.query(`
      ALTER TABLE message ADD COLUMN waits_in uuid;
      CREATE INDEX message_waits ON message (waits_in) WHERE waits_in IS NOT NULL`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
