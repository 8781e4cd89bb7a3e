import { isAusfall } from '../fehler/ausfall.js';
import type { Config } from './config.js';

/** Why the program could not start and what to do about it, in German. */
export function explainStart(error: unknown, config: Pick<Config, 'port' | 'metrics'>): string {
  const { code, syscall, message, port = config.port } = error as NodeJS.ErrnoException & { port?: number };
  const metrics = port === config.metrics?.port && port !== config.port;
  if (code === 'EADDRINUSE')
    return metrics
      ? `Port ${port} (METRICS_PORT) ist schon belegt. Jeder Prozess auf einem Rechner braucht dafür einen eigenen.`
      : `Port ${port} ist schon belegt. Vielleicht läuft die Anwendung schon? Sonst: PORT=3001 npm start`;
  if (code === 'EACCES' && syscall === 'listen')
    return `Auf Port ${port} darf dieses Konto nicht lauschen. Bitte ${metrics ? 'METRICS_PORT' : 'PORT'} anders wählen.`;
  if (isAusfall(error))
    return `Die Datenbank ist nicht zu erreichen (${code ?? message}). Bitte DATABASE_URL prüfen.`;
  return `Die Anwendung konnte nicht starten: ${message ?? String(error)}`;
}
