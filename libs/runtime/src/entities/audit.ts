import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { Json } from '@zusteuerung/engine';

/** Who did or read what; written once, never changed, free of personal data. */
@Entity('audit_entry')
export class AuditEntry {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id: string;
  @Column('text') tenantId: string;
  @Column('timestamptz') at: Date;
  /** account id, or what acted by itself (`system`, `timer`, `melder` …) */
  @Column('text') actor: string;
  /** `step` for a step of an instance, else a word of the feature that wrote it */
  @Column('text') action: string;
  /** what it was done to: `instance`, `vorgang`, `konto` … */
  @Column('text') subjectType: string;
  @Column('text') subjectId: string;
  @Column('jsonb') data: Json;
  /** SHA-256 (hex) of the subject's salt and the content kept elsewhere; null: there is none */
  @Column('text', { nullable: true }) commitment: string | null;
}

/** The place of an entry in its tenant's chain. */
@Entity('audit_link')
export class AuditLink {
  @PrimaryColumn('text') tenantId: string;
  /** 1, 2, 3 … without gaps */
  @PrimaryColumn('bigint') seq: string;
  @Column('bigint') entryId: string;
  /** SHA-256 (hex) of the hash before and the entry */
  @Column('text') hash: string;
}

/** What makes commitments about a subject unguessable; deleted with the subject's content. */
@Entity('audit_salt')
export class AuditSalt {
  @PrimaryColumn('text') tenantId: string;
  @PrimaryColumn('text') subjectId: string;
  @Column('bytea') salt: Buffer;
}
