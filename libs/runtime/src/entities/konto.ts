import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A person who can sign in. */
@Entity('konto')
export class Konto {
  @PrimaryColumn('uuid') id: string;
  /** in lower case */
  @Column('text') email: string;
  @Column('text') name: string;
  @Column('text') passwortHash: string;
  @Column('boolean', { default: true }) aktiv: boolean;
}

/** In which organisation a person acts, and as what. */
@Entity('mitgliedschaft')
export class Mitgliedschaft {
  @PrimaryColumn('uuid') kontoId: string;
  @PrimaryColumn('text') tenantId: string;
  @PrimaryColumn('text') organisationId: string;
  @PrimaryColumn('text') rolle: string;
}

/** A signed-in browser; the cookie's token is stored as its digest only. */
@Entity('sitzung')
export class Sitzung {
  @PrimaryColumn('text') tokenHash: string;
  @Column('uuid') kontoId: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt: Date;
  @Column('timestamptz') expiresAt: Date;
}
