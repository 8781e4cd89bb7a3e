import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** One immutable version of a tenant's package of models, tables, forms and texts. */
@Entity('deployment')
export class Deployment {
  @PrimaryColumn('uuid') id: string;
  @Column('text') tenantId: string;
  /** 1, 2, 3 … within the tenant */
  @Column('int') version: number;
  @Column('text', { default: '' }) comment: string;
  @Column('text') createdBy: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt: Date;
  /** sha256 over all paths and contents */
  @Column('text') hash: string;
}

@Entity('deployment_file')
export class DeploymentFile {
  @PrimaryColumn('uuid') deploymentId: string;
  @PrimaryColumn('text') path: string;
  @Column('text') content: string;
  @Column('text') sha256: string;
}
