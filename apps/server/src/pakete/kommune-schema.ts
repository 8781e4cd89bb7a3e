import {
  AUFBEWAHRUNG_VORGABE,
  ORGANISATION_ARTEN,
  ROLLEN,
  type Aufbewahrungsklasse,
  type Kommune,
} from '@zusteuerung/domain';
import type { Finding } from '@zusteuerung/engine';
import { isPeriod, laender } from '@zusteuerung/feel';
import { z } from 'zod';

const id = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'nur Kleinbuchstaben, Ziffern und Bindestrich' });
const frist = z.string().refine(isPeriod, {
  error: 'eine Dauer wie P14D (14 Tage), P1M, PT4H oder wie „5 Arbeitstage“',
});
const kalender = z.object({
  land: z.enum(laender, { error: `eines der Länder ${laender.join(', ')}` }).default('NW'),
  freieTage: z.array(z.iso.date({ error: 'ein Datum wie 2026-12-24' })).default([]),
});

const text = z.string().trim().min(1).max(2000);

const antworten = z.record(z.string(), z.unknown());
const schritte = z.array(z.object({ element: z.string(), antworten })).default([]);

// Nothing is erased the moment it ends.
const zeitraum = z.string().regex(/^P(?=\d)(?!(?:0+[YMWD])+$)(\d{1,4}Y)?(\d{1,4}M)?(\d{1,4}W)?(\d{1,4}D)?$/);
// A period alone, or with whether it needs nobody's approval.
const regel = (klasse: Aufbewahrungsklasse) =>
  z
    .union(
      [
        zeitraum.transform((lang) => ({ frist: lang, automatisch: false })),
        z.strictObject({ frist: zeitraum, automatisch: z.boolean().default(false) }),
      ],
      {
        error:
          'eine Dauer von mindestens einem Tag wie P3Y (3 Jahre) oder P6M, oder { "frist": "P3Y", "automatisch": true }',
      },
    )
    .default(AUFBEWAHRUNG_VORGABE[klasse]);
const klassen = { meldung: null, fall: null, anliegen: null, nachrichten: null };
const unbekannt = (input: unknown) => Object.keys(Object(input)).filter((klasse) => !(klasse in klassen));
const aufbewahrung = z.strictObject(
  {
    meldung: regel('meldung'),
    fall: regel('fall'),
    anliegen: regel('anliegen'),
    nachrichten: regel('nachrichten'),
  },
  {
    error: ({ input }) =>
      unbekannt(input).length > 0 && typeof input === 'object'
        ? `„${unbekannt(input).join('“, „')}“ gibt es hier nicht; es gibt ${Object.keys(klassen).join(', ')}`
        : `je Klasse eine Frist (${Object.keys(klassen).join(', ')})`,
  },
);

const kommune = z.object({
  id,
  name: z.string().min(1),
  kurz: z.string().regex(/^[A-Z]{2,6}$/, { error: 'zwei bis sechs Großbuchstaben' }),
  einleitung: z.string(),
  kontakt: z.record(z.string(), z.string()).default({}),
  notfall: z.array(z.object({ text: z.string(), telefon: z.string() })).default([]),
  zugaenge: z.array(
    z.object({
      id: z.string().min(1),
      name: z.string().min(1),
      beschreibung: z.string(),
      prozess: z.string().min(1),
      formular: z.string().min(1),
      zielgruppe: z.string(),
    }),
  ),
  anliegen: z.object({ prozess: z.string(), formular: z.string() }).nullable().default(null),
  fristen: z.record(z.string(), frist).default({}),
  kalender: kalender.default({ land: 'NW', freieTage: [] }),
  parameter: z.record(z.string(), z.unknown()).default({}),
  aufbewahrung: aufbewahrung.default(AUFBEWAHRUNG_VORGABE),
  datenschutz: z
    .strictObject({ verantwortlich: text, beauftragte: text, aufsicht: text, hinweis: text })
    .partial()
    .optional(),
  organisationen: z.array(
    z.object({
      id,
      name: z.string().min(1),
      art: z.enum(ORGANISATION_ARTEN),
      email: z.string(),
      regime: z.enum(['DSGVO', 'KDG', 'DSG-EKD']).optional(),
    }),
  ),
  erbt: z.array(z.string()).optional(),
  demo: z
    .object({
      konten: z
        .array(
          z.object({
            email: z.string(),
            name: z.string(),
            mitgliedschaften: z.array(z.object({ organisation: z.string(), rolle: z.enum(ROLLEN) })),
          }),
        )
        .default([]),
      meldungen: z.array(z.object({ zugang: z.string(), antworten, schritte })).default([]),
      anliegen: z.array(z.object({ meldung: z.number().int().min(0), antworten, schritte })).default([]),
    })
    .optional(),
});

const finding = (code: string, de: string, en: string): Finding => ({
  code,
  severity: 'error',
  file: 'kommune.json',
  message: { de, en },
});

/** Reads kommune.json; what is wrong with it comes back as findings. */
export function readKommune(json: string): { kommune: Kommune | null; findings: Finding[] } {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    return {
      kommune: null,
      findings: [
        finding('KOMMUNE_JSON', 'kommune.json ist kein gültiges JSON.', 'kommune.json is not valid JSON.'),
      ],
    };
  }
  const parsed = kommune.safeParse(data, { error: z.locales.de().localeError });
  if (parsed.success) return { kommune: parsed.data as Kommune, findings: [] };
  const findings = parsed.error.issues.map((issue) =>
    finding(
      'KOMMUNE_ANGABE',
      `kommune.json, ${issue.path.join('.') || 'oberste Ebene'}: ${issue.message}`,
      `kommune.json, ${issue.path.join('.') || 'top level'}: ${issue.message}`,
    ),
  );
  return { kommune: null, findings };
}

/** Ways in and ladder must name processes and forms that the package has. */
export function checkKommune(
  kommune: Kommune,
  has: { process(id: string): boolean; form(id: string): boolean },
): Finding[] {
  const uses = [
    ...kommune.zugaenge.map((zugang) => ({ von: `Zugang „${zugang.id}“`, ...zugang })),
    ...(kommune.anliegen ? [{ von: 'Anliegen', ...kommune.anliegen }] : []),
  ];
  return uses.flatMap(({ von, prozess, formular }) => [
    ...(has.process(prozess)
      ? []
      : [
          finding(
            'KOMMUNE_PROZESS',
            `${von}: Den Prozess „${prozess}“ gibt es nicht.`,
            `No process "${prozess}".`,
          ),
        ]),
    ...(has.form(formular)
      ? []
      : [
          finding(
            'KOMMUNE_FORMULAR',
            `${von}: Das Formular „${formular}“ gibt es nicht.`,
            `No form "${formular}".`,
          ),
        ]),
  ]);
}
