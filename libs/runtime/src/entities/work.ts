import { Column, CreateDateColumn, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { Json, Variables } from '@zusteuerung/engine';

export type TaskStatus = 'open' | 'completed' | 'cancelled';
export type OutboxStatus = 'pending' | 'queued' | 'done' | 'dead' | 'cancelled';
export type TimerStatus = 'open' | 'fired' | 'cancelled';

/** Something a person has to do. */
@Entity('user_task')
export class UserTask {
  @PrimaryColumn('uuid') id: string;
  @Column('text') tenantId: string;
  @Column('uuid') instanceId: string;
  /** the engine's wait state; unique within the instance */
  @Column('text') key: string;
  @Column('text') elementId: string;
  @Column('text') name: string;
  @Column('text', { nullable: true }) formId: string | null;
  @Column('text', { array: true }) candidateGroups: string[];
  @Column('text', { array: true }) candidateUsers: string[];
  @Column('jsonb') headers: Record<string, string>;
  @Column('jsonb') variables: Variables;
  @Column('timestamptz', { nullable: true }) dueAt: Date | null;
  @Column('text') status: TaskStatus;
  @Column('text', { nullable: true }) claimedBy: string | null;
  @Column('timestamptz', { nullable: true }) claimedAt: Date | null;
  @Column('text', { nullable: true }) completedBy: string | null;
  @Column('timestamptz', { nullable: true }) completedAt: Date | null;
  /** what was answered on completion */
  @Column('jsonb', { nullable: true }) result: Variables | null;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt: Date;
}

/** What a job handler needs to know, as it was when the job was opened. */
export interface OutboxPayload {
  elementId: string;
  headers: Record<string, string>;
  variables: Variables;
}

/** One outside effect (e-mail, webhook, service task); its id is the stable key of the effect. */
@Entity('outbox')
export class OutboxEntry {
  @PrimaryColumn('uuid') id: string;
  @Column('text') tenantId: string;
  /** null: of no case, as mail about an account */
  @Column('uuid', { nullable: true }) instanceId: string | null;
  @Column('text') key: string;
  @Column('text') jobType: string;
  /** whether the instance waits for it; else it is only outgoing work of the case */
  @Column('boolean') awaited: boolean;
  @Column('jsonb') payload: OutboxPayload;
  /** pending → queued (handed to BullMQ) → done; dead after the last try (the instance then has an incident) */
  @Column('text') status: OutboxStatus;
  @Column('int') attempts: number;
  /** tries before the entry is dead */
  @Column('int') maxAttempts: number;
  @Column('text', { nullable: true }) lastError: string | null;
  @Column('timestamptz') availableAt: Date;
  @Column('timestamptz', { nullable: true }) queuedAt: Date | null;
  /** while a worker works on it, nobody else does */
  @Column('timestamptz', { nullable: true }) leasedUntil: Date | null;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt: Date;
  @Column('timestamptz', { nullable: true }) doneAt: Date | null;
  /** W3C traceparent of the step it comes from, when traces are recorded */
  @Column('text', { nullable: true }) trace: string | null;
}

@Entity('timer')
export class Timer {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id: string;
  @Column('text') tenantId: string;
  @Column('uuid') instanceId: string;
  @Column('text') key: string;
  @Column('text') elementId: string;
  @Column('timestamptz') dueAt: Date;
  /** when to try next: the due date, later after a failure */
  @Column('timestamptz') availableAt: Date;
  @Column('int') attempts: number;
  @Column('text') status: TimerStatus;
}

/** An instance waits for a message or a signal. Rows vanish when the wait state closes. */
@Entity('subscription')
export class Subscription {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id: string;
  @Column('text') tenantId: string;
  @Column('uuid') instanceId: string;
  @Column('text') key: string;
  @Column('text') elementId: string;
  @Column('text') kind: 'message' | 'signal';
  /** of the message or signal */
  @Column('text') name: string;
  /** of a message; null: any message of that name */
  @Column('text', { nullable: true }) correlationKey: string | null;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt: Date;
}

/** The first answer to a request, given again when the same request comes twice. */
@Entity('idempotency_key')
export class IdempotencyKey {
  @PrimaryColumn('text') tenantId: string;
  @PrimaryColumn('text') key: string;
  /** digest of the request, so that a key reused for something else is noticed */
  @Column('text') fingerprint: string;
  @Column('jsonb', { nullable: true }) response: Json;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt: Date;
}
