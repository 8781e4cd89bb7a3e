import type { MigrationInterface, QueryRunner } from 'typeorm';

const cascade = 'ON DELETE CASCADE';
const atCommit = 'DEFERRABLE INITIALLY DEFERRED';

/** column of a table, the table it refers to, and what else the reference says */
const references: [table: string, column: string, to: string, options?: string][] = [
  ['audit_link', 'entry_id', 'audit_entry'],
  ['audit_pending', 'entry_id', 'audit_entry'],
  ['batch_item', 'batch_id', 'batch', cascade],
  ['beteiligung', 'vorgang_id', 'vorgang', cascade],
  ['einwilligung', 'vorgang_id', 'vorgang', cascade],
  ['inbox_entry', 'task_id', 'user_task', cascade],
  ['incident', 'instance_id', 'process_instance', cascade],
  ['instance_event', 'instance_id', 'process_instance', cascade],
  ['loeschlauf_posten', 'lauf_id', 'loeschlauf', cascade],
  ['loeschsperre', 'vorgang_id', 'vorgang', cascade],
  ['message_start', 'instance_id', 'process_instance', cascade],
  ['nachricht', 'outbox_id', 'outbox', 'ON DELETE SET NULL (outbox_id)'],
  ['nachricht', 'vorgang_id', 'vorgang', cascade],
  ['outbox', 'instance_id', 'process_instance', `${cascade} ${atCommit}`],
  ['process_instance', 'deployment_id', 'deployment'],
  ['rueckmeldung', 'vorgang_id', 'vorgang', cascade],
  ['start_timer', 'deployment_id', 'deployment'],
  ['subscription', 'instance_id', 'process_instance', cascade],
  ['termin', 'vorgang_id', 'vorgang', cascade],
  ['timer', 'instance_id', 'process_instance', cascade],
  ['user_task', 'instance_id', 'process_instance', cascade],
  ['vorgang', 'instance_id', 'process_instance', atCommit],
  ['vorgang', 'parent_vorgang_id', 'vorgang'],
  ['vorgang_person', 'vorgang_id', 'vorgang', cascade],
];

// A second index per row costs where rows are written with every step. Their ids are random or numbered by the
// database, so that a primary key which begins with the id serves both.
const extended = ['audit_entry', 'outbox', 'user_task'];
// These are found by their id alone from everywhere: it stays unique by itself.
const indexed = ['batch', 'deployment', 'loeschlauf', 'process_instance', 'vorgang'];

/**
 * What belongs to a municipality refers only to what belongs to it, whatever a query gets wrong: policies do not hold
 * for the check of a reference. What has no reference at all, so as not to wait for an instance's lock
 * (message_correlation, signal_delivery), keeps none.
 */
export class References1795500000000 implements MigrationInterface {
  readonly name = 'References1795500000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column] of references)
      await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_${column}_fkey`);
    for (const table of extended)
      await runner.query(
        `ALTER TABLE ${table} DROP CONSTRAINT ${table}_pkey, ADD PRIMARY KEY (id, tenant_id)`,
      );
    for (const table of indexed)
      await runner.query(`CREATE UNIQUE INDEX ${table}_of_tenant ON ${table} (id, tenant_id)`);
    for (const [table, column, to, options = ''] of references)
      await runner.query(`ALTER TABLE ${table} ADD CONSTRAINT ${table}_${column}_fkey
        FOREIGN KEY (tenant_id, ${column}) REFERENCES ${to} (tenant_id, id) ${options}`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
