import { resolve } from 'node:path';
import { z } from 'zod';

const optional = z.preprocess((value) => (value === '' ? undefined : value), z.string().optional());
const limit = (fallback: number) => z.coerce.number().int().positive().default(fallback);

const umgebung = z.object({
  DATABASE_URL: optional.refine((url) => !url || /^postgres(ql)?:\/\//.test(url), {
    error: 'beginnt mit postgres:// oder postgresql://',
  }),
  REDIS_URL: optional.refine((url) => !url || /^rediss?:\/\//.test(url), {
    error: 'beginnt mit redis:// oder rediss://',
  }),
  SMTP_URL: optional.refine((url) => !url || /^smtps?:\/\//.test(url), {
    error: 'beginnt mit smtp:// oder smtps://',
  }),
  SMTP_ABSENDER: z.string().default('Zusteuerung <zusteuerung@localhost>'),
  PORT: z.coerce
    .number({ error: 'ist eine Zahl zwischen 0 und 65535' })
    .int()
    .min(0)
    .max(65535)
    .default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('data'),
  PUBLIC_URL: optional.refine((url) => !url || URL.canParse(url), {
    error: 'ist eine vollständige Adresse wie https://kim.example.de',
  }),
  DEMO: z.enum(['0', '1'], { error: 'ist 0 oder 1' }).default('1'),
  DEMO_PASSWORT: optional,
  PROZESSE_DIR: optional,
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('warn'),
  /** requests per minute and address */
  LIMIT_MELDUNG: limit(60),
  LIMIT_STATUS: limit(20),
  LIMIT_ANMELDUNG: limit(20),
  LIMIT_ALLGEMEIN: limit(1200),
  /** number of proxies in front whose X-Forwarded-For is believed */
  PROXIES: z.coerce.number().int().min(0).default(0),
});

/** All settings of a process, checked. */
export interface Config {
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
  smtpUrl: string | undefined;
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
  proxies: number;
}

/** Reads the settings from environment variables; with errors, all of them at once, one German line each. */
export function readConfig(
  env: Record<string, string | undefined>,
): { config: Config; errors: null } | { config: null; errors: string[] } {
  const parsed = umgebung.safeParse(env);
  if (!parsed.success) {
    const errors = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    return { config: null, errors };
  }
  const e = parsed.data;
  const config: Config = {
    databaseUrl: e.DATABASE_URL,
    redisUrl: e.REDIS_URL,
    smtpUrl: e.SMTP_URL,
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
  };
  return { config, errors: null };
}
