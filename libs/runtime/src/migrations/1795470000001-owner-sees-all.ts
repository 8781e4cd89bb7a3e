import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appRole, forAppOnly } from './policies.js';

interface Restriction {
  table: string;
  name: string;
  using: string;
  check: string;
}

/** The owner of the tables is not held by what restricts the application, also in databases from before. */
export class OwnerSeesAll1795470000001 implements MigrationInterface {
  readonly name = 'OwnerSeesAll1795470000001';

  async up(runner: QueryRunner): Promise<void> {
    const restrictions = (await runner.query(
      `SELECT tablename AS table, policyname AS name, qual AS using, with_check AS check FROM pg_policies
       WHERE schemaname = 'public' AND permissive = 'RESTRICTIVE' AND roles = ARRAY['${appRole}']::name[]
         AND qual !~* 'current_user'`,
    )) as Restriction[];
    for (const { table, name, using, check } of restrictions)
      await runner.query(
        `ALTER POLICY ${name} ON ${table} USING (${forAppOnly(using)}) WITH CHECK (${forAppOnly(check)})`,
      );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
