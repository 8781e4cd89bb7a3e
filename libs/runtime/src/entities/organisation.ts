import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A municipality (Kreis, Stadt, Städteregion): the outermost border of every query. */
@Entity('tenant')
export class Tenant {
  @PrimaryColumn('text') id: string;
  @Column('text') name: string;
  /** the municipality's own settings (kommune.json as deployed last) */
  @Column('jsonb', { default: {} }) profile: object;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt: Date;
}

/** A Träger, authority, coordination office or body of a tenant. */
@Entity('organisation')
export class Organisation {
  @PrimaryColumn('text') tenantId: string;
  @PrimaryColumn('text') id: string;
  @Column('text') name: string;
  @Column('text') art: string;
  @Column('text', { nullable: true }) email: string | null;
  /** data protection law the organisation works under: DSGVO, KDG or DSG-EKD */
  @Column('text', { nullable: true }) regime: string | null;
}
