import { readFileSync } from 'node:fs';
import { parseGruppe } from '@zusteuerung/domain';
import { z } from 'zod';
import { readSchluessel } from './schluessel.js';

const optional = z.string().optional();
const schalter = (fallback: '0' | '1') => z.enum(['0', '1'], { error: 'ist 0 oder 1' }).default(fallback);
const upTo = (most: number) =>
  z.coerce
    .number({ error: `ist eine Zahl bis ${most}` })
    .positive({ error: 'ist größer als 0' })
    .max(most, {
      error: `ist höchstens ${most}`,
    });
const LOKAL = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A provider speaks https; only on this machine, where nobody listens in, http is enough. */
function isSafeIssuer(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && LOKAL.has(hostname));
}

/** The part of the environment that is about signing in. */
export const anmeldungUmgebung = {
  SCHLUESSEL: optional.refine((text) => !text || readSchluessel(text) !== null, {
    error: 'sind 32 Bytes in base64, zum Beispiel aus: openssl rand -base64 32',
  }),
  ZWEITER_FAKTOR: z.enum(['pflicht', 'freiwillig'], { error: 'ist „pflicht“ oder „freiwillig“' }).optional(),
  SITZUNG_STUNDEN: upTo(24).default(10),
  SITZUNG_RUHE_MINUTEN: upTo(1440).default(60),
  OIDC_ISSUER: optional.refine((url) => !url || isSafeIssuer(url), {
    error: 'ist eine https-Adresse (http nur auf localhost)',
  }),
  OIDC_CLIENT_ID: optional,
  OIDC_CLIENT_SECRET: optional,
  OIDC_NAME: z.string().default('dem Konto Ihrer Verwaltung'),
  OIDC_SCOPE: z.string().default('openid profile email'),
  OIDC_GRUPPEN_CLAIM: z.string().min(1).default('groups'),
  OIDC_KOMMUNE: optional,
  OIDC_GRUPPEN_DATEI: optional,
  OIDC_VERKNUEPFEN: schalter('0'),
  OIDC_EMAIL_VERTRAUT: schalter('0'),
};

type Umgebung = z.output<z.ZodObject<typeof anmeldungUmgebung>>;

/** How people sign in through the municipality's directory. */
export interface OidcConfig {
  issuer: string;
  clientId: string;
  /** null: a public client, PKCE alone */
  clientSecret: string | null;
  /** follows „Anmelden mit …“ on the button */
  name: string;
  scope: string;
  gruppenClaim: string;
  /** the municipality of groups that name none */
  kommune: string | null;
  /** directory group → groups of ours; null: the directory names ours itself */
  gruppen: ReadonlyMap<string, string[]> | null;
  /** whether a verified address may take over an existing local account */
  verknuepfen: boolean;
  /** whether addresses count that the directory does not call verified */
  emailVertraut: boolean;
}

export interface AnmeldungConfig {
  schluessel: string | null;
  /** whether Koordinierungsstelle and Administration need a second factor */
  zweiterFaktorPflicht: boolean;
  /** how long a session lasts at most, and without anything being done, in ms */
  sitzungMs: number;
  ruheMs: number;
  oidc: OidcConfig | null;
}

const gruppenDatei = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/** `caritas-rheine:case_management` or `rheine:caritas-rheine:case_management`. */
export function readRolle(
  text: string,
  kommune: string | null,
): { tenant: string; organisation: string; rolle: string } | null {
  const parts = text.split(':');
  const tenant = parts.length === 3 ? parts[0] : kommune;
  const gruppe = parseGruppe(parts.slice(-2).join(':'));
  return tenant && gruppe && parts.length <= 3 ? { tenant, ...gruppe } : null;
}

function readGruppen(path: string, kommune: string | null): Map<string, string[]> | string {
  try {
    const parsed = gruppenDatei.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    if (!parsed.success) return 'verlangt ein JSON-Objekt: {"Gruppe im Verzeichnis": ["organisation:rolle"]}';
    const map = new Map(Object.entries(parsed.data).map(([group, ours]) => [group, [ours].flat()]));
    const wrong = [...map.values()].flat().find((text) => !readRolle(text, kommune));
    return wrong === undefined ? map : `„${wrong}“ ist kein <organisation>:<rolle> einer Kommune`;
  } catch (error) {
    return `${path} ist nicht lesbar: ${(error as Error).message}`;
  }
}

function readOidc(e: Umgebung): { oidc: OidcConfig | null; errors: string[] } {
  if (!e.OIDC_ISSUER) return { oidc: null, errors: [] };
  const errors = e.OIDC_CLIENT_ID ? [] : ['OIDC_CLIENT_ID: fehlt, gehört zu OIDC_ISSUER'];
  const kommune = e.OIDC_KOMMUNE ?? null;
  const gruppen = e.OIDC_GRUPPEN_DATEI ? readGruppen(e.OIDC_GRUPPEN_DATEI, kommune) : null;
  if (typeof gruppen === 'string') errors.push(`OIDC_GRUPPEN_DATEI: ${gruppen}`);
  const oidc: OidcConfig = {
    issuer: e.OIDC_ISSUER,
    clientId: e.OIDC_CLIENT_ID ?? '',
    clientSecret: e.OIDC_CLIENT_SECRET ?? null,
    name: e.OIDC_NAME,
    scope: e.OIDC_SCOPE,
    gruppenClaim: e.OIDC_GRUPPEN_CLAIM,
    kommune,
    gruppen: typeof gruppen === 'string' ? null : gruppen,
    verknuepfen: e.OIDC_VERKNUEPFEN === '1',
    emailVertraut: e.OIDC_EMAIL_VERTRAUT === '1',
  };
  return { oidc, errors };
}

/** Settings of sign-in from checked variables; what only fits together wrongly comes back as lines. */
export function readAnmeldung(e: Umgebung, demo: boolean): { config: AnmeldungConfig; errors: string[] } {
  const { oidc, errors } = readOidc(e);
  const config: AnmeldungConfig = {
    schluessel: e.SCHLUESSEL ?? null,
    // Trying the program out should take a minute; a real one guards those who see everything.
    zweiterFaktorPflicht: (e.ZWEITER_FAKTOR ?? (demo ? 'freiwillig' : 'pflicht')) === 'pflicht',
    sitzungMs: e.SITZUNG_STUNDEN * 3_600_000,
    ruheMs: e.SITZUNG_RUHE_MINUTEN * 60_000,
    oidc,
  };
  return { config, errors };
}
