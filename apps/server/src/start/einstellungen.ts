import type { umgebung } from './config.js';

/** What an operator needs to know about a setting. */
export interface Einstellung {
  bedeutung: string;
  vorgabe: string;
  /** holds a secret: better given as `<NAME>_FILE` */
  geheim?: true;
}

/** Every setting there is; the table in docs/betrieb.md is made of it. */
export const EINSTELLUNGEN: Record<keyof typeof umgebung.shape, Einstellung> = {
  DATABASE_URL: {
    bedeutung: 'PostgreSQL ab 15; ohne sie läuft ein eigenes unter `DATA_DIR`',
    vorgabe: 'eigenes PostgreSQL',
    geheim: true,
  },
  REDIS_URL: {
    bedeutung: 'Redis für die Warteschlangen; ohne sie laufen sie in PostgreSQL',
    vorgabe: 'PostgreSQL',
    geheim: true,
  },
  SMTP_URL: {
    bedeutung: 'Mailserver; ohne ihn bleiben E-Mails im Postfach der Anwendung',
    vorgabe: 'Postfach',
    geheim: true,
  },
  SMTP_ABSENDER: { bedeutung: 'Absender der E-Mails', vorgabe: '`Zusteuerung <zusteuerung@localhost>`' },
  PUBLIC_URL: {
    bedeutung: 'Adresse, unter der Menschen die Anwendung erreichen; steht in E-Mails',
    vorgabe: '`http://HOST:PORT`',
  },
  HOST: { bedeutung: 'Adresse, an der der Server lauscht', vorgabe: '`127.0.0.1`' },
  PORT: { bedeutung: 'Port, an dem der Server lauscht', vorgabe: '`3000`' },
  DATA_DIR: { bedeutung: 'Ordner für die eigenen Daten', vorgabe: '`./data`' },
  DEMO: { bedeutung: '`0`: keine Beispieldaten', vorgabe: '`1`' },
  DEMO_PASSWORT: {
    bedeutung: 'ein Passwort für alle Beispielkonten',
    vorgabe: 'zufällig, je Konto',
    geheim: true,
  },
  PROZESSE_DIR: { bedeutung: 'Ordner der Kommunen für die Beispieldaten', vorgabe: '`./processes`' },
  LOG_LEVEL: {
    bedeutung: '`silent`, `fatal`, `error`, `warn`, `info`, `debug` oder `trace`',
    vorgabe: '`warn`',
  },
  LIMIT_MELDUNG: { bedeutung: 'Meldungen je Minute und Adresse', vorgabe: '`60`' },
  LIMIT_STATUS: { bedeutung: 'Statusabfragen je Minute und Adresse', vorgabe: '`20`' },
  LIMIT_ANMELDUNG: { bedeutung: 'Anmeldeversuche je Minute und Adresse', vorgabe: '`20`' },
  LIMIT_ALLGEMEIN: { bedeutung: 'alle übrigen Anfragen je Minute und Adresse', vorgabe: '`1200`' },
  PROXIES: {
    bedeutung: 'Zahl der vorgeschalteten Proxys, deren `X-Forwarded-For` gilt',
    vorgabe: '`0`',
  },
  METRICS_PORT: {
    bedeutung:
      'Port für Messwerte (`/metrics`) und Zustand (`/health/live`, `/health/ready`), auch beim Arbeiter',
    vorgabe: 'aus',
  },
  METRICS_HOST: {
    bedeutung: 'Adresse dafür; nie eine, die aus dem Internet erreichbar ist',
    vorgabe: '`127.0.0.1`',
  },
  STOPP_VORLAUF: {
    bedeutung: 'Sekunden, in denen ein Prozess vor dem Ende noch annimmt, aber schon „nicht bereit“ meldet',
    vorgabe: '`0`',
  },
  STOPP_FRIST: { bedeutung: 'Sekunden, die laufende Anfragen beim Beenden noch bekommen', vorgabe: '`20`' },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    bedeutung: 'OpenTelemetry-Sammler für Spuren, z. B. `http://localhost:4318`',
    vorgabe: 'aus',
  },
};

/** All settings as a Markdown table. */
export function describeEinstellungen(): string {
  const rows = Object.entries(EINSTELLUNGEN).map(
    ([name, { bedeutung, vorgabe, geheim }]) =>
      `| \`${name}\`${geheim ? ' (geheim)' : ''} | ${bedeutung} | ${vorgabe} |`,
  );
  return ['| Variable | Bedeutung | Vorgabe |', '| --- | --- | --- |', ...rows].join('\n');
}
