import { statfs } from 'node:fs/promises';
import { diagnose, operatingNumbers, QueueProbe, type Diagnosis } from '@zusteuerung/runtime';
import { decimal } from '../cli/output.js';
import { isAusfall } from '../fehler/ausfall.js';
import type { Config } from '../start/config.js';

/** One thing that was looked at. */
export interface Befund {
  was: string;
  stufe: 'gut' | 'warnung' | 'fehler';
  text: string;
  /** what to do, in a sentence */
  abhilfe?: string;
}

const OLDEST_POSTGRES = 150_000;
const CLOCK_MS = 2000;
const LATE_SECONDS = 300;
const LITTLE_SPACE = 2e9;

const gut = (was: string, text: string): Befund => ({ was, stufe: 'gut', text });
const warnung = (was: string, text: string, abhilfe: string): Befund => ({
  was,
  stufe: 'warnung',
  text,
  abhilfe,
});
const fehler = (was: string, text: string, abhilfe: string): Befund => ({
  was,
  stufe: 'fehler',
  text,
  abhilfe,
});

/** Everything `zst doctor` looks at, in this order; nothing is changed. */
export async function examine(url: string | null, config: Config): Promise<Befund[]> {
  const around = [await warteschlange(config), await platz(config)];
  if (!url)
    return [
      fehler(
        'Datenbank',
        `Unter ${config.dataDir} gibt es noch keine.`,
        'Die Anwendung einmal starten, oder DATABASE_URL setzen.',
      ),
      ...around,
    ];
  let diagnosis: Diagnosis;
  try {
    diagnosis = await diagnose(url);
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    const text = isAusfall(error) ? `nicht zu erreichen (${code ?? message})` : message;
    return [
      fehler('Datenbank', text, 'DATABASE_URL prüfen; läuft PostgreSQL, und stimmen Konto und Passwort?'),
      ...around,
    ];
  }
  const sound = diagnosis.lacks.length === 0;
  const current = sound && diagnosis.missing.length === 0;
  return [
    datenbank(diagnosis),
    uhr(diagnosis),
    ...rechte(diagnosis, Boolean(config.databaseUrl)),
    ...(sound ? [tabellen(diagnosis)] : []),
    ...(current ? [vorgaenge, einigkeit, fassungen, nachweis].map((look) => look(diagnosis)) : []),
    ...(current ? await arbeit(url) : []),
    ...around,
  ];
}

function datenbank({ postgres }: Diagnosis): Befund {
  const version = `PostgreSQL ${Math.floor(postgres / 10_000)}.${postgres % 10_000}`;
  return postgres >= OLDEST_POSTGRES
    ? gut('Datenbank', version)
    : fehler('Datenbank', `${version} ist zu alt.`, 'PostgreSQL 15 oder neuer verwenden.');
}

function uhr({ clockAheadMs }: Diagnosis): Befund {
  const seconds = decimal(Math.abs(clockAheadMs) / 1000);
  if (Math.abs(clockAheadMs) <= CLOCK_MS)
    return gut('Uhr', `stimmt mit der Datenbank überein (${seconds} s)`);
  return warnung(
    'Uhr',
    `geht gegenüber der Datenbank um ${seconds} s ${clockAheadMs > 0 ? 'nach' : 'vor'}.`,
    'Auf beiden Rechnern die Zeit abgleichen (NTP). Fristen richten sich nach der Uhr der Datenbank.',
  );
}

/** `own`: the login comes from DATABASE_URL; that of our own PostgreSQL is its superuser and nobody else's. */
function rechte({ rights, lacks }: Diagnosis, own: boolean): Befund[] {
  const befunde = lacks.map(({ reason, statements }) =>
    fehler(
      'Rechte',
      reason,
      statements.length > 0
        ? `als Administratorin oder Administrator der Datenbank ausführen: ${statements.join('; ')};`
        : 'DATABASE_URL ohne Vermittler auf PostgreSQL zeigen lassen.',
    ),
  );
  if (rights.role?.canLogin)
    befunde.push(
      warnung(
        'Rechte',
        'Die Rolle zusteuerung_app darf sich anmelden.',
        'ALTER ROLE zusteuerung_app NOLOGIN;',
      ),
    );
  if (own && (rights.superuser || rights.bypassesRls))
    befunde.push(
      warnung(
        'Rechte',
        `Das Konto „${rights.login}“ in DATABASE_URL ${rights.superuser ? 'ist Superuser' : 'darf den Zeilenschutz umgehen (BYPASSRLS)'}. Die Anwendung handelt trotzdem als zusteuerung_app, aber wer an das Passwort kommt, darf alles.`,
        'Der Datenbank ein Konto ohne besondere Rechte als Eigentümer geben (docs/betrieb.md).',
      ),
    );
  if (befunde.length > 0) return befunde;
  if (!rights.role) return [gut('Rechte', 'Die Rolle zusteuerung_app entsteht beim nächsten Start.')];
  return [gut('Rechte', 'Die Anwendung kann die Trennung der Kommunen nicht umgehen.')];
}

function tabellen({ missing, newer }: Diagnosis): Befund {
  if (missing.length > 0)
    return fehler(
      'Tabellen',
      `nicht auf dem Stand dieser Version, es fehlen: ${missing.join(', ')}.`,
      'Die Anwendung dieser Version starten; der erste Prozess zieht die Datenbank nach.',
    );
  if (newer.length > 0)
    return warnung(
      'Tabellen',
      `neuer als diese Version: ${newer.join(', ')}.`,
      'Die neuere Version der Anwendung verwenden.',
    );
  return gut('Tabellen', 'auf dem Stand dieser Version');
}

function vorgaenge({ instances: { checked, unreadable } }: Diagnosis): Befund {
  if (unreadable.length === 0) return gut('Vorgänge', `${checked} laufende, alle lesbar`);
  const first = unreadable.map(({ instanceId, reason }) => `${instanceId} (${reason})`).join('; ');
  return fehler(
    'Vorgänge',
    `nicht lesbar: ${first}`,
    'Diese Nummern mit dem Protokoll an die Entwicklung geben.',
  );
}

function einigkeit({ disagreements }: Diagnosis): Befund {
  if (disagreements.length === 0) return gut('Aufgaben und Fristen', 'passen zu den Vorgängen');
  const list = disagreements
    .map(
      ({ instanceId, kind, key, missing }) =>
        `${instanceId} ${kind} ${key}: ${missing === 'row' ? 'Zeile fehlt' : 'überzählig'}`,
    )
    .join('; ');
  return fehler(
    'Aufgaben und Fristen',
    `passen nicht zu den Vorgängen: ${list}`,
    'Diese Angaben an die Entwicklung geben.',
  );
}

function fassungen({ changedVersions }: Diagnosis): Befund {
  if (changedVersions.length === 0) return gut('Modelle', 'alle Versionen so, wie sie bereitgestellt wurden');
  const list = changedVersions.map(({ tenant, version }) => `${tenant} ${version}`).join(', ');
  return fehler(
    'Modelle',
    `in der Datenbank verändert: ${list}`,
    'Fälle laufen womöglich nach anderen Regeln als denen, die bereitgestellt wurden: klären, wer das war, und aus einer Sicherung wiederherstellen.',
  );
}

function nachweis({ audit: { entries, defects } }: Diagnosis): Befund {
  const changed = defects.filter(({ code }) => code !== 'ENTRY_NOT_CHAINED');
  if (changed.length > 0)
    return fehler(
      'Nachweis',
      `an ${changed.length} Stellen nicht mehr so, wie er geschrieben wurde.`,
      '„zst audit verify“ nennt sie; die Datenbank unverändert aufheben und die IT-Sicherheit einschalten.',
    );
  if (defects.length > 0)
    return warnung(
      'Nachweis',
      `${defects.length} Einträge stehen seit über einer Minute in keiner Kette.`,
      'Läuft ein worker? Er reiht sie ein.',
    );
  return gut('Nachweis', `${entries} Einträge, unverändert`);
}

async function arbeit(url: string): Promise<Befund[]> {
  const { timers, outbox, incidents } = await operatingNumbers(url);
  const late = Math.max(timers.oldestSeconds, outbox.oldestSeconds);
  const broken = incidents.reduce((sum, one) => sum + one.count, 0);
  return [
    late < LATE_SECONDS
      ? gut('Arbeit', `nichts bleibt liegen (${timers.due + outbox.waiting} fällig)`)
      : warnung(
          'Arbeit',
          `bleibt seit ${Math.round(late / 60)} Minuten liegen.`,
          'Läuft ein worker? Sonst: sein Protokoll ansehen.',
        ),
    outbox.dead === 0
      ? gut('Nachrichten', 'keine endgültig gescheitert')
      : warnung(
          'Nachrichten',
          `${outbox.dead} endgültig gescheitert oder angehalten.`,
          'Das Protokoll des workers nennt den Grund; nach einer Wiederherstellung ist es so gewollt (docs/betrieb.md).',
        ),
    broken === 0
      ? gut('Störungen', 'keine')
      : warnung('Störungen', `${broken} Vorgänge stehen.`, 'In der Betriebsaufsicht ansehen und beheben.'),
  ];
}

async function warteschlange({ redisUrl }: Config): Promise<Befund> {
  if (!redisUrl) return gut('Warteschlange', 'in PostgreSQL');
  const probe = new QueueProbe(redisUrl);
  const answers = await probe.answers();
  probe.close();
  return answers
    ? gut('Warteschlange', 'Redis antwortet')
    : warnung(
        'Warteschlange',
        'Redis antwortet nicht.',
        'Redis starten oder REDIS_URL prüfen. Bis dahin wartet die Arbeit in PostgreSQL.',
      );
}

async function platz({ dataDir }: Config): Promise<Befund> {
  try {
    const { bavail, bsize } = await statfs(dataDir);
    const free = bavail * bsize;
    const text = `${decimal(free / 1e9)} GB frei unter ${dataDir}`;
    return free >= LITTLE_SPACE
      ? gut('Platz', text)
      : warnung('Platz', `nur ${text}.`, 'Platz schaffen, bevor PostgreSQL anhält.');
  } catch {
    return gut('Platz', `${dataDir} gibt es (noch) nicht`);
  }
}
