import { resolve } from 'node:path';
import { z } from 'zod';
import { readFiles, unknownNames } from './umgebung.js';
import { anmeldungUmgebung, readAnmeldung, type AnmeldungConfig } from './anmeldung-config.js';
import { kanalUmgebung, readKanaele, type KanalConfig } from './kanal-config.js';
import { klartextErrors, readKlartext } from './klartext.js';

const optional = z.string().optional();
const wholeNumber = (from: number, to: number) =>
  z.coerce
    .number({ error: `ist eine Zahl zwischen ${from} und ${to}` })
    .int({ error: 'ist eine ganze Zahl' })
    .min(from, { error: `ist mindestens ${from}` })
    .max(to, { error: `ist höchstens ${to}` });
const limit = (fallback: number) => wholeNumber(1, 1_000_000_000).default(fallback);
const port = () => wholeNumber(0, 65_535);

/** The settings as they come; EINSTELLUNGEN explains each. */
export const umgebung = z.object({
  DATABASE_URL: optional.refine((url) => !url || /^postgres(ql)?:\/\//.test(url), {
    error: 'beginnt mit postgres:// oder postgresql://',
  }),
  REDIS_URL: optional.refine((url) => !url || /^rediss?:\/\//.test(url), {
    error: 'beginnt mit redis:// oder rediss://',
  }),
  SMTP_URL: optional.refine((url) => !url || /^smtps?:\/\//.test(url), {
    error: 'beginnt mit smtp:// oder smtps://',
  }),
  KLARTEXT_ERLAUBT: optional,
  SMTP_ABSENDER: z.string().default('Zusteuerung <zusteuerung@localhost>'),
  PORT: port().default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('data'),
  PUBLIC_URL: optional.refine((url) => !url || URL.canParse(url), {
    error: 'ist eine vollständige Adresse wie https://kim.example.de',
  }),
  DEMO: z.enum(['0', '1'], { error: 'ist 0 oder 1' }).default('1'),
  DEMO_PASSWORT: optional,
  PROZESSE_DIR: optional,
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('warn'),
  LIMIT_MELDUNG: limit(60),
  LIMIT_STATUS: limit(20),
  LIMIT_ANMELDUNG: limit(20),
  LIMIT_ALLGEMEIN: limit(1200),
  PROXIES: wholeNumber(0, 100).default(0),
  METRICS_PORT: port().optional(),
  METRICS_HOST: z.string().default('127.0.0.1'),
  OTEL_EXPORTER_OTLP_ENDPOINT: optional.refine((url) => !url || /^https?:\/\//.test(url), {
    error: 'beginnt mit http:// oder https://',
  }),
  STOPP_VORLAUF: wholeNumber(0, 300).default(0),
  STOPP_FRIST: wholeNumber(1, 600).default(20),
  ...kanalUmgebung,
  ...anmeldungUmgebung,
});

/** All settings of a process, checked. */
export interface Config {
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
  smtpUrl: string | undefined;
  /** hosts that may be spoken to without encryption */
  klartext: string[];
  smtpAbsender: string;
  port: number;
  host: string;
  dataDir: string;
  publicUrl: string;
  demo: boolean;
  /** one password for all demo accounts instead of random ones; for tests only */
  demoPasswort: string | null;
  /** the folder with a folder per municipality; null: the one of the source tree */
  prozesseDir: string | null;
  logLevel: string;
  limits: { meldung: number; status: number; anmeldung: number; allgemein: number };
  /** number of proxies in front whose X-Forwarded-For is believed */
  proxies: number;
  /** where metrics and health are answered, apart from the application; null: nowhere */
  metrics: { port: number; host: string } | null;
  /** collector that traces are sent to (OTLP over HTTP); null: none are recorded */
  otlp: string | null;
  stopp: {
    /** seconds between "not ready" and the end of listening */
    vorlauf: number;
    /** seconds that requests in progress get */
    frist: number;
  };
  kanaele: KanalConfig;
  anmeldung: AnmeldungConfig;
}

export type Gelesen =
  | { config: Config; errors: null; hinweise: string[] }
  | { config: null; errors: string[]; hinweise: string[] };

/**
 * Reads the settings from environment variables, each also as `<NAME>_FILE` from a file; with errors, all of them at
 * once, one German line each. `hinweise` names variables that look like misspelt settings.
 */
export function readConfig(env: Record<string, string | undefined>): Gelesen {
  const names = Object.keys(umgebung.shape);
  const hinweise = unknownNames(env, names);
  const { values, errors } = readFiles(env, names);
  const parsed = umgebung.safeParse(values);
  if (!parsed.success || errors.length > 0) {
    const wrong = parsed.error?.issues ?? [];
    const all = [...errors, ...wrong.map(({ path, message }) => `${path.join('.')}: ${message}`)];
    return { config: null, errors: all, hinweise };
  }
  const anmeldung = readAnmeldung(parsed.data, parsed.data.DEMO === '1');
  const wrong = [...klartextErrors(parsed.data, env), ...anmeldung.errors];
  if (wrong.length > 0) return { config: null, errors: wrong, hinweise };
  return { config: configOf(parsed.data, anmeldung.config), errors: null, hinweise };
}

function configOf(e: z.output<typeof umgebung>, anmeldung: AnmeldungConfig): Config {
  return {
    databaseUrl: e.DATABASE_URL,
    redisUrl: e.REDIS_URL,
    smtpUrl: e.SMTP_URL,
    klartext: readKlartext(e.KLARTEXT_ERLAUBT),
    smtpAbsender: e.SMTP_ABSENDER,
    port: e.PORT,
    host: e.HOST,
    dataDir: resolve(e.DATA_DIR),
    publicUrl: (e.PUBLIC_URL ?? `http://${e.HOST === '0.0.0.0' ? 'localhost' : e.HOST}:${e.PORT}`).replace(
      /\/$/,
      '',
    ),
    demo: e.DEMO === '1',
    demoPasswort: e.DEMO_PASSWORT ?? null,
    prozesseDir: e.PROZESSE_DIR ? resolve(e.PROZESSE_DIR) : null,
    logLevel: e.LOG_LEVEL,
    limits: {
      meldung: e.LIMIT_MELDUNG,
      status: e.LIMIT_STATUS,
      anmeldung: e.LIMIT_ANMELDUNG,
      allgemein: e.LIMIT_ALLGEMEIN,
    },
    proxies: e.PROXIES,
    metrics: e.METRICS_PORT === undefined ? null : { port: e.METRICS_PORT, host: e.METRICS_HOST },
    otlp: e.OTEL_EXPORTER_OTLP_ENDPOINT ?? null,
    stopp: { vorlauf: e.STOPP_VORLAUF, frist: e.STOPP_FRIST },
    kanaele: readKanaele(e),
    anmeldung,
  };
}
