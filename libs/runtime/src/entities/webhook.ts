import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** An address of another system that hears what happens, as CloudEvents. */
@Entity('webhook')
export class Webhook {
  @PrimaryColumn('uuid') id: string;
  @Column('text') tenantId: string;
  @Column('text') name: string;
  @Column('text') url: string;
  /** types of the events it wants */
  @Column('text', { array: true }) ereignisse: string[];
  /** the secret that signs, sealed with the installation's key */
  @Column('bytea') geheimnis: Buffer;
  @Column('boolean', { default: true }) aktiv: boolean;
  @Column('text') createdBy: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt: Date;
  /** last delivery that was accepted */
  @Column('timestamptz', { nullable: true }) zugestelltAm: Date | null;
}
