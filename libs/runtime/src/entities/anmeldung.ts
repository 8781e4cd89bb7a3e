import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** The person of a directory who owns an account; found by issuer and subject only, never by address. */
@Entity('konto_oidc')
export class KontoOidc {
  @PrimaryColumn('text') issuer: string;
  @PrimaryColumn('text') subject: string;
  @Column('uuid') kontoId: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt: Date;
}

/** A link that lets its holder choose a password once; stored as its digest only, one per account. */
@Entity('konto_link')
export class KontoLink {
  @PrimaryColumn('text') tokenHash: string;
  @Column('uuid') kontoId: string;
  @Column('text') zweck: 'einladung' | 'passwort';
  @CreateDateColumn({ type: 'timestamptz' }) createdAt: Date;
  @Column('timestamptz') expiresAt: Date;
}

/** The second factor of a local account (TOTP, RFC 6238). */
@Entity('zweiter_faktor')
export class ZweiterFaktor {
  @PrimaryColumn('uuid') kontoId: string;
  /** encrypted with the installation's key */
  @Column('bytea') geheimnis: Buffer;
  /** null: shown to the person, who has not entered a code yet */
  @Column('timestamptz', { nullable: true }) bestaetigtAt: Date | null;
  /** the time step of the code used last; that one and older ones open nothing any more */
  @Column('bigint') letzterSchritt: string;
}

/** A code for the day the phone is gone; deleted when used. */
@Entity('wiederherstellungscode')
export class Wiederherstellungscode {
  @PrimaryColumn('uuid') kontoId: string;
  @PrimaryColumn('text') codeHash: string;
}
