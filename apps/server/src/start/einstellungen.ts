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
  KLARTEXT_ERLAUBT: {
    bedeutung:
      'Rechner (mit Komma), zu denen unverschlüsselt verbunden werden darf: nur in einem eigenen Netz wie dem von `compose.yml`',
    vorgabe: 'keine außer diesem Rechner',
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
  WEBHOOK_INTERN: {
    bedeutung:
      'IP-Adressen und Netze im eigenen Netz, die Webhooks erreichen dürfen, zum Beispiel `10.1.2.3, 10.4.0.0/16`',
    vorgabe: 'keine',
  },
  MAIL_PRO_MINUTE: { bedeutung: 'so viele E-Mails gehen je Minute höchstens hinaus', vorgabe: 'alle' },
  WEBHOOK_PRO_MINUTE: {
    bedeutung: 'so viele Webhook-Ereignisse gehen je Minute höchstens hinaus',
    vorgabe: 'alle',
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
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    bedeutung: 'Sammler für Spuren (OpenTelemetry, OTLP über HTTP), etwa `http://127.0.0.1:4318`',
    vorgabe: 'aus',
  },
  STOPP_VORLAUF: {
    bedeutung: 'Sekunden, in denen ein Prozess vor dem Ende noch annimmt, aber schon „nicht bereit“ meldet',
    vorgabe: '`0`',
  },
  STOPP_FRIST: { bedeutung: 'Sekunden, die laufende Anfragen beim Beenden noch bekommen', vorgabe: '`20`' },
  SCHLUESSEL: {
    bedeutung:
      'Schlüssel der Anwendung (`openssl rand -base64 32`); mehrere Prozesse mit eigenem `DATA_DIR` brauchen denselben',
    vorgabe: 'erzeugt in `DATA_DIR/schluessel`',
    geheim: true,
  },
  ZWEITER_FAKTOR: {
    bedeutung: '`pflicht` oder `freiwillig` für Koordinierungsstelle und Administration mit eigenem Passwort',
    vorgabe: '`pflicht`, mit Beispieldaten `freiwillig`',
  },
  SITZUNG_STUNDEN: { bedeutung: 'so lange gilt eine Anmeldung höchstens', vorgabe: '`10`' },
  SITZUNG_RUHE_MINUTEN: { bedeutung: 'so lange gilt sie, ohne dass jemand etwas tut', vorgabe: '`60`' },
  OIDC_ISSUER: { bedeutung: 'Anmeldung über Ihr Verzeichnis: Adresse des Anbieters', vorgabe: 'aus' },
  OIDC_CLIENT_ID: { bedeutung: 'Kennung dieser Anwendung beim Anbieter', vorgabe: 'keine' },
  OIDC_CLIENT_SECRET: {
    bedeutung: 'ihr Geheimnis; ohne ist sie ein öffentlicher Client, den PKCE schützt',
    vorgabe: 'keines',
    geheim: true,
  },
  OIDC_NAME: {
    bedeutung: 'was auf dem Knopf nach „Anmelden mit“ steht',
    vorgabe: '`dem Konto Ihrer Verwaltung`',
  },
  OIDC_SCOPE: { bedeutung: 'was vom Anbieter erbeten wird', vorgabe: '`openid profile email`' },
  OIDC_GRUPPEN_CLAIM: { bedeutung: 'Angabe des Anbieters, in der die Gruppen stehen', vorgabe: '`groups`' },
  OIDC_KOMMUNE: { bedeutung: 'Kommune der Gruppen, die selbst keine nennen', vorgabe: 'keine' },
  OIDC_GRUPPEN_DATEI: {
    bedeutung: 'JSON-Datei: Gruppe im Verzeichnis → `organisation:rolle`',
    vorgabe: 'Gruppen heißen selbst so',
  },
  OIDC_EMAIL_VERTRAUT: {
    bedeutung:
      '`1`: E-Mail-Adressen des Verzeichnisses gelten auch ohne `email_verified`; nur wenn dort niemand seine eigene ändern kann',
    vorgabe: '`0`',
  },
  OIDC_VERKNUEPFEN: {
    bedeutung: '`1`: Konten mit derselben, vom Anbieter geprüften E-Mail-Adresse gehen ins Verzeichnis über',
    vorgabe: '`0`',
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
