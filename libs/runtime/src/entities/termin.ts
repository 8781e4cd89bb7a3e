import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A meeting about a Vorgang. */
@Entity('termin')
export class Termin {
  /** with the host of the installation the UID of the calendar entry */
  @PrimaryColumn('uuid') id: string;
  @Column('text') tenantId: string;
  @Column('uuid') vorgangId: string;
  /** the element of the model that invited; null: a person did */
  @Column('text', { nullable: true }) elementId: string | null;
  @Column('text') art: string;
  /** free of personal data */
  @Column('text') titel: string;
  @Column('timestamptz') beginn: Date;
  /** a day without time of day; `beginn` is its midnight in Germany */
  @Column('boolean', { default: false }) ganztags: boolean;
  /** minutes */
  @Column('int') dauer: number;
  @Column('text', { nullable: true }) ort: string | null;
  /** groups, `melder`, e-mail addresses */
  @Column('text', { array: true }) teilnehmende: string[];
  @Column('text') status: 'geplant' | 'abgesagt';
  /** counts the changes, as calendars expect it */
  @Column('int', { default: 0 }) sequence: number;
  /** account id, or the element for one the model made */
  @Column('text') createdBy: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt: Date;
  @Column('timestamptz') updatedAt: Date;
}
