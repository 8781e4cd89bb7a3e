import { Column, CreateDateColumn, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { Json, Problem } from '@zusteuerung/engine';

/** A token that stands still because something went wrong. Rows vanish when it goes on. */
@Entity('incident')
export class Incident {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text') tenantId: string;
  @Column('uuid') instanceId: string;
  /** of the incident, for the retry command */
  @Column('text') key: string;
  @Column('text') processId: string;
  @Column('text') elementId: string;
  @Column('text') code: string;
  @Column('jsonb') message: Problem['message'];
  @Column('timestamptz') raisedAt: Date;
}

export type BatchKind = 'migrate' | 'retry';
export type BatchStatus = 'running' | 'done' | 'stopped';
/** refused: the instance stays as it is, `problems` says why; failed: given up after several errors */
export type BatchItemStatus = 'waiting' | 'done' | 'refused' | 'failed';

/** One operation on many instances, worked off in chunks by any worker. */
@Entity('batch')
export class Batch {
  @PrimaryColumn('uuid') id: string;
  @Column('text') tenantId: string;
  @Column('text') kind: BatchKind;
  @Column('jsonb') parameters: Record<string, Json>;
  @Column('text') reason: string;
  /** account id */
  @Column('text') actor: string;
  @Column('text') status: BatchStatus;
  /** number of instances */
  @Column('int') total: number;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt: Date;
  @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
}

/** What became of one instance in a batch. */
@Entity('batch_item')
export class BatchItem {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id: string;
  @Column('text') tenantId: string;
  @Column('uuid') batchId: string;
  @Column('uuid') instanceId: string;
  @Column('text') status: BatchItemStatus;
  @Column('jsonb', { nullable: true }) problems: Problem[] | null;
  @Column('int') attempts: number;
  /** when to try next after a failure */
  @Column('timestamptz') availableAt: Date;
  @Column('timestamptz', { nullable: true }) doneAt: Date | null;
}
