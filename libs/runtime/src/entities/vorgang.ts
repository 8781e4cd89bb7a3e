import {
  Column,
  CreateDateColumn,
  Entity,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  UpdateDateColumn,
} from 'typeorm';
import type { Variables } from '@zusteuerung/engine';

/** A Meldung or an Anliegen as people see it; holds nothing that identifies a person. */
@Entity('vorgang')
export class Vorgang {
  @PrimaryColumn('uuid') id: string;
  @Column('text') tenantId: string;
  @Column('text') art: 'meldung' | 'anliegen';
  @Column('text') referenz: string;
  @Column('text', { nullable: true }) pinHash: string | null;
  @Column('uuid', { nullable: true }) instanceId: string | null;
  @Column('text') prozess: string;
  @Column('text', { nullable: true }) zugang: string | null;
  @Column('text') titel: string;
  @Column('text') status: string;
  @Column('text', { nullable: true }) stufe: string | null;
  @Column('text', { nullable: true }) eingereichtVonOrganisation: string | null;
  /** of an Anliegen: the Fall it was raised from */
  @Column('uuid', { nullable: true }) parentVorgangId: string | null;
  @Column('jsonb', { default: {} }) antworten: Variables;
  /** since when no consent holds any more: no further organisation gets to know the case; null: nothing withdrawn */
  @Column('timestamptz', { nullable: true }) widerrufAt: Date | null;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updatedAt: Date;
}

/** The personal answers of a Meldung, apart from everything else. */
@Entity('vorgang_person')
export class VorgangPerson {
  @PrimaryColumn('uuid') vorgangId: string;
  @Column('text') tenantId: string;
  @Column('jsonb') daten: Variables;
}

/** An organisation that may see a Vorgang, from when until when. */
@Entity('beteiligung')
export class Beteiligung {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id: string;
  @Column('uuid') vorgangId: string;
  @Column('text') tenantId: string;
  @Column('text') organisationId: string;
  @Column('text') art: string;
  @CreateDateColumn({ type: 'timestamptz' }) von: Date;
  @Column('timestamptz', { nullable: true }) bis: Date | null;
  /** why it ended: erledigt, entfallen (its task was withdrawn or timed out), uebergang, abschluss */
  @Column('text', { nullable: true }) endeGrund: string | null;
}

/** What the reporter reads on the status page. */
@Entity('rueckmeldung')
export class Rueckmeldung {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id: string;
  @Column('uuid') vorgangId: string;
  @Column('text') tenantId: string;
  @Column('text') text: string;
  @CreateDateColumn({ type: 'timestamptz' }) at: Date;
}

/** An e-mail: sent through SMTP, or kept in the mailbox page. */
@Entity('nachricht')
export class Nachricht {
  @PrimaryColumn('uuid') id: string;
  @Column('text') tenantId: string;
  @Column('uuid', { nullable: true }) vorgangId: string | null;
  @Column('uuid', { nullable: true }) outboxId: string | null;
  @Column('text') empfaenger: string;
  @Column('text', { nullable: true }) empfaengerGruppe: string | null;
  @Column('text') betreff: string;
  @Column('text') text: string;
  @Column('text') status: string;
  /** the calendar file (iCalendar) that goes with it */
  @Column('text', { nullable: true }) kalender: string | null;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt: Date;
  @Column('timestamptz', { nullable: true }) sentAt: Date | null;
}
