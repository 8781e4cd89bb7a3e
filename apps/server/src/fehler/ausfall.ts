/** The connection could not be made, or broke. */
const NETZ = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);
/** SQLSTATE: connection exceptions, too many connections, shutting down, starting up. */
const DATENBANK = /^(08\w{3}|53300|57P0[123])$/;
/** What pg and TypeORM say without a code. */
const SAETZE =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|timeout expired|Cannot use a pool after calling end|Client was closed and is not queryable|Connection with .* database is not established)/;

/** Whether an error means that the database is away for the moment, and not that something is wrong with us. */
export function isAusfall(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, driverError, errors } = error as Record<string, unknown>;
  if (typeof code === 'string' && (NETZ.has(code) || DATENBANK.test(code))) return true;
  if (typeof message === 'string' && SAETZE.test(message)) return true;
  if (Array.isArray(errors) && errors.some(isAusfall)) return true;
  return driverError !== undefined && driverError !== error && isAusfall(driverError);
}
