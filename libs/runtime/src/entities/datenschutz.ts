import { Column, CreateDateColumn, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** That a person agreed to have their data passed on: to what text, to whom, for what, and until when. */
@Entity('einwilligung')
export class Einwilligung {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('uuid') vorgangId: string;
  @Column('text') tenantId: string;
  /** what the person was told and agreed to */
  @Column('text') text: string;
  /** SHA-256 (hex) of the text: the same text is the same version */
  @Column('text') textSha256: string;
  /** version of the models whose form showed the text; null: recorded by hand */
  @Column('int', { nullable: true }) paketVersion: number | null;
  /** language of the text, as in `de` */
  @Column('text') sprache: string;
  /** organisation ids, and kinds of organisations as in `art:traeger`; `art:*` are all but bodies */
  @Column('text', { array: true }) empfaenger: string[];
  @Column('text', { array: true }) zwecke: string[];
  @Column('text') form: 'schriftlich' | 'muendlich' | 'elektronisch';
  /** why it is not in writing where church law asks for it (KDG § 8) */
  @Column('text', { nullable: true }) umstaende: string | null;
  @Column('text') durch: 'person' | 'sorgeberechtigte';
  /** whether it names health and origin (Art. 9 GDPR) */
  @Column('boolean') besondere: boolean;
  @Column('date') erteiltAm: string;
  @CreateDateColumn({ type: 'timestamptz' }) erfasstAt: Date;
  /** account id, or `melder` */
  @Column('text') erfasstVon: string;
  @Column('timestamptz', { nullable: true }) widerrufAt: Date | null;
  @Column('text', { nullable: true }) widerrufVon: string | null;
}

/** A legal hold: the Vorgang is not erased while it stands. */
@Entity('loeschsperre')
export class Loeschsperre {
  @PrimaryColumn('uuid') vorgangId: string;
  @Column('text') tenantId: string;
  @Column('text') grund: string;
  /** last day; null: until it is lifted */
  @Column('date', { nullable: true }) bis: string | null;
  @CreateDateColumn({ type: 'timestamptz' }) gesetztAt: Date;
  @Column('text') gesetztVon: string;
}

/** What was approved to be erased together, worked off in chunks by any worker. */
@Entity('loeschlauf')
export class Loeschlauf {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column('text') tenantId: string;
  /** retention class */
  @Column('text') klasse: string;
  /** account id, or `system` where the municipality lets a class be erased by itself */
  @Column('text') freigegebenVon: string;
  @Column('int') anzahl: number;
  @Column('int', { default: 0 }) geloescht: number;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt: Date;
  @Column('timestamptz', { nullable: true }) finishedAt: Date | null;
}
