import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole } from './policies.js';

/** The application adds versions of models and can neither change nor remove one: running cases explain themselves by it. */
export class VersionsStay1795570000000 implements MigrationInterface {
  readonly name = 'VersionsStay1795570000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE UPDATE, DELETE ON deployment, deployment_file FROM ${appRole}`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
