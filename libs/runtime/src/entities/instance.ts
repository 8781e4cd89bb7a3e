import { Column, CreateDateColumn, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { InstanceState, InstanceStatus, Json } from '@zusteuerung/engine';

/** A running or finished case: the engine's state as one document; its row lock serialises all commands. */
@Entity('process_instance')
export class ProcessInstance {
  @PrimaryColumn('uuid') id: string;
  @Column('text') tenantId: string;
  /** the version the instance was started on and stays on */
  @Column('uuid') deploymentId: string;
  @Column('text') processId: string;
  @Column('text', { nullable: true }) businessKey: string | null;
  @Column('jsonb') state: InstanceState;
  @Column('text') status: InstanceStatus;
  /** number of commands executed */
  @Column('int') revision: number;
  /** number of rows in instance_event, so the next seq is known under the row lock */
  @Column('int') eventCount: number;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}

/** The append-only history of an instance, in the order in which things happened. */
@Entity('instance_event')
export class InstanceEvent {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id: string;
  @Column('text') tenantId: string;
  @Column('uuid') instanceId: string;
  /** 1, 2, 3 … within the instance */
  @Column('int') seq: number;
  @Column('timestamptz') at: Date;
  /** an EngineEvent type */
  @Column('text') type: string;
  @Column('text') elementId: string;
  @Column('text', { nullable: true }) key: string | null;
  /** account id, or "system", "timer", "job" … */
  @Column('text') actor: string;
  @Column('jsonb', { nullable: true }) data: Json;
  @Column('jsonb', { nullable: true }) properties: Record<string, string> | null;
}
