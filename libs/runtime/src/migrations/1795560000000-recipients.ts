import type { MigrationInterface, QueryRunner } from 'typeorm';

// VOLATILE on purpose: it sees what was committed while its caller waited for the lock of the case.
const missing = `
CREATE FUNCTION einwilligung_fehlt(fall uuid, wer text) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RETURN EXISTS (SELECT 1 FROM public.vorgang v WHERE v.id = fall AND v.widerruf_at IS NOT NULL)
    OR coalesce((
      SELECT NOT bool_or(e.empfaenger && (ARRAY[o.id, 'art:' || o.art]
               || CASE WHEN o.art IN ('gremium', 'land') THEN '{}' ELSE ARRAY['art:*'] END))
      FROM public.einwilligung e JOIN public.organisation o ON o.tenant_id = e.tenant_id AND o.id = wer
      WHERE e.vorgang_id = fall AND e.widerruf_at IS NULL), false);
END $$;
COMMENT ON FUNCTION einwilligung_fehlt(uuid, text) IS
  'Whether the consents to a case keep an organisation from getting it: taken back, or none that holds names it or its
  kind. Without any consent nothing is kept back: then the process says on what basis the case is passed on.';
`;

// The forms up to now tell that the Case Management that is responsible gets the case, whichever that turns out to be.
const asTold = `UPDATE einwilligung SET empfaenger = empfaenger || 'art:traeger'::text WHERE paket_version IS NOT NULL`;

/** Whom the consents to a case name is decided in one place, and consents name kinds of organisations (`art:…`), too. */
export class Recipients1795560000000 implements MigrationInterface {
  readonly name = 'Recipients1795560000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(missing);
    await runner.query(asTold);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only; restore a backup instead.');
  }
}
