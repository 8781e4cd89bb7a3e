import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A person who can sign in. */
@Entity('konto')
export class Konto {
  @PrimaryColumn('uuid') id: string;
  /** in lower case */
  @Column('text') email: string;
  @Column('text') name: string;
  /** null: signs in through the directory, or has not accepted the invitation yet */
  @Column('text', { nullable: true }) passwortHash: string | null;
  @Column('boolean', { default: true }) aktiv: boolean;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt: Date;
  @Column('timestamptz', { nullable: true }) letzteAnmeldungAt: Date | null;
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
  /** names the session to people; opens nothing */
  @Column('uuid') id: string;
  @Column('uuid') kontoId: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt: Date;
  @Column('timestamptz') expiresAt: Date;
  /** when the person last did something, to the minute */
  @Column('timestamptz') lastSeenAt: Date;
  @Column('text') userAgent: string;
  /** who vouched for the person; null: a password */
  @Column('text', { nullable: true }) oidcIssuer: string | null;
  @Column('text', { nullable: true }) oidcSubject: string | null;
  /** the provider's name for its own session */
  @Column('text', { nullable: true }) oidcSid: string | null;
  /** encrypted; names the session to the provider when the person signs out */
  @Column('bytea', { nullable: true }) idToken: Buffer | null;
}
