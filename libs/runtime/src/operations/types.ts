import type { Command, MigrationMapping, Problem } from '@zusteuerung/engine';
import type { Intervention } from '../types.js';

export interface InterveneRequest {
  tenant: string;
  instanceId: string;
  command: Extract<Command, { type: 'retry' | 'updateVariables' | 'modify' | 'cancel' | 'throwEscalation' }>;
  /** account id */
  actor: string;
  reason: string;
  /** what the person saw: when the instance has moved on since, nothing happens */
  revision?: number;
}

export interface MigrateRequest {
  tenant: string;
  instanceId: string;
  /** the version to move to */
  deploymentId: string;
  mapping: MigrationMapping;
  actor: string;
  reason: string;
  at?: Date;
}

/** movable: as asked; needsMapping: with a mapping that names what takes an element's place; blocked: not at all */
export type Movability = 'movable' | 'needsMapping' | 'blocked';

export interface MigrationPlan {
  movability: Movability;
  problems: Problem[];
}

/** Which instances a batch is for. */
export interface MigrateBatchRequest {
  tenant: string;
  fromDeploymentId: string;
  deploymentId: string;
  process: string;
  mapping: MigrationMapping;
  /** default: all that run on that version */
  instanceIds?: string[];
  actor: string;
  reason: string;
}

export interface RetryBatchRequest {
  tenant: string;
  process: string;
  element: string;
  code: string;
  actor: string;
  reason: string;
}

export const kindOf: Record<InterveneRequest['command']['type'], Intervention['kind']> = {
  retry: 'retry',
  updateVariables: 'variables',
  modify: 'move',
  cancel: 'cancel',
  throwEscalation: 'escalate',
};
