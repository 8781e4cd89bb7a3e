import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { StartTimer as TimerDefinition, Variables } from '@zusteuerung/engine';

/** A message that is on its way or kept for those who will wait for it. */
@Entity('message')
export class Message {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id: string;
  @Column('text') tenantId: string;
  @Column('text') name: string;
  @Column('text', { nullable: true }) correlationKey: string | null;
  @Column('jsonb') variables: Variables;
  /** in whose name it is received */
  @Column('text') actor: string;
  /** the publisher's own id; the same one again is the same message */
  @Column('text', { nullable: true }) messageId: string | null;
  /** nobody has tried to hand it over yet: it gets this one chance even if it has expired */
  @Column('boolean') fresh: boolean;
  @Column('timestamptz') createdAt: Date;
  /** until then it waits for receivers */
  @Column('timestamptz') expiresAt: Date;
  /** when the row goes: on expiry, with an id of the publisher later */
  @Column('timestamptz') forgetAt: Date;
  /** when to try next after a failure */
  @Column('timestamptz') availableAt: Date;
  @Column('int') attempts: number;
  /** the instance it is put aside for, as an obstacle keeps it from having it */
  @Column('uuid', { nullable: true }) waitsIn: string | null;
}

/** What became of a message in a process: each process receives it once at most. */
@Entity('message_correlation')
export class MessageCorrelation {
  @PrimaryColumn('bigint') messageId: string;
  @PrimaryColumn('text') processId: string;
  /** who received it, or with `blocked` whose end it waits for */
  @Column('uuid', { nullable: true }) instanceId: string | null;
  /** it would start an instance, but one with its correlation key is active */
  @Column('boolean') blocked: boolean;
}

/** An instance that a message with a correlation key started: while it is active, that key starts no other one. */
@Entity('message_start')
export class MessageStart {
  @PrimaryColumn('uuid') instanceId: string;
  @Column('text') tenantId: string;
  @Column('text') processId: string;
  @Column('text') correlationKey: string;
}

/** A signal on its way to one instance that waited for it when it was thrown, or to one start event. */
@Entity('signal_delivery')
export class SignalDelivery {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id: string;
  @Column('text') tenantId: string;
  @Column('text') signal: string;
  @Column('jsonb') variables: Variables;
  @Column('text') actor: string;
  @Column('uuid', { nullable: true }) instanceId: string | null;
  /** of a start: the version that was current when the signal was thrown */
  @Column('uuid', { nullable: true }) deploymentId: string | null;
  @Column('text', { nullable: true }) processId: string | null;
  @Column('text', { nullable: true }) startEvent: string | null;
  /** which of the start event's definitions, from 0 */
  @Column('int', { nullable: true }) definition: number | null;
  @Column('timestamptz') createdAt: Date;
  /** when to try next after a failure */
  @Column('timestamptz') availableAt: Date;
  @Column('int') attempts: number;
}

/** A timer start event of a tenant's current version. */
@Entity('start_timer')
export class StartTimer {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id: string;
  @Column('text') tenantId: string;
  @Column('uuid') deploymentId: string;
  @Column('text') processId: string;
  @Column('text') startEvent: string;
  /** which of the start event's definitions, from 0 */
  @Column('int') definition: number;
  /** as written in the model; the same in the next version keeps its rhythm */
  @Column('text') form: TimerDefinition['form'];
  @Column('text') value: string;
  @Column('timestamptz') dueAt: Date;
  /** when to try next: the due date, later after a failure */
  @Column('timestamptz') availableAt: Date;
  /** how often after `dueAt`; null: for ever */
  @Column('int', { nullable: true }) remaining: number | null;
  /** ISO 8601 duration between two starts */
  @Column('text', { nullable: true }) every: string | null;
  @Column('int') attempts: number;
  @Column('text') status: 'open' | 'fired';
}
