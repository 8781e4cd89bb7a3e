/**
 * A backup is gzipped text: a header as JSON, then for each table a line `TABLE <name>`, its rows as PostgreSQL's COPY
 * writes them and `\.`, in the end a line of JSON that says how many rows there were. Tables come in an order in which
 * each refers only to those before it. It holds no schema: that follows from the migrations it names.
 */
export interface BackupHeader {
  format: 'zusteuerung-sicherung';
  version: 1;
  createdAt: string;
  migrations: string[];
  tables: { name: string; columns: string[] }[];
}

export interface BackupTrailer {
  end: true;
  rows: Record<string, number>;
}

export const tableLine = (name: string) => `TABLE ${name}`;
export const endOfRows = '\\.';

/** What is wrong with a backup file or where it is to go; `de` tells the operator what to do. */
export class BackupProblem extends Error {
  constructor(
    readonly code: 'NO_BACKUP' | 'BACKUP_INCOMPLETE' | 'BACKUP_NEWER' | 'TARGET_IN_USE' | 'TARGET_NOT_EMPTY',
    readonly de: string,
  ) {
    super(de);
    this.name = 'BackupProblem';
  }
}

const newline = 10;
/** PostgreSQL keeps no value longer than a gigabyte; none of ours comes near this. */
const longestLine = 256 * 1024 * 1024;

/**
 * The lines of a stream of bytes, without their ends; rows hold no raw line breaks. A line without end is refused before
 * it fills the memory (a small file unpacks to as much of it as somebody likes).
 */
export async function* lines(input: AsyncIterable<Buffer>, longest = longestLine): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  let length = 0;
  for await (const chunk of input) {
    let from = 0;
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
      const part = chunk.subarray(from, at);
      yield rest.length > 0 ? Buffer.concat([...rest, part]) : part;
      rest = [];
      length = 0;
      from = at + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > longest) throw damaged();
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}

export const damaged = () =>
  new BackupProblem(
    'BACKUP_INCOMPLETE',
    'Die Sicherung ist unvollständig oder beschädigt. Es wurde nichts übernommen.',
  );

const isName = (value: unknown): boolean => typeof value === 'string' && /^[a-z][a-z0-9_]{0,62}$/.test(value);
const isList = (value: unknown, fits: (one: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(fits);

/** Whether a header has the shape that a backup gives it: only it decides what is written where. */
export function isHeader(value: unknown): value is BackupHeader {
  const { migrations, tables } = (value ?? {}) as Partial<Record<keyof BackupHeader, unknown>>;
  return (
    isList(migrations, (one) => typeof one === 'string') &&
    isList(tables, (table) => {
      const { name, columns } = (table ?? {}) as { name?: unknown; columns?: unknown };
      // Names of the system begin with pg_; the list of migrations is made, not restored.
      return isName(name) && !/^(pg_|migration$)/.test(String(name)) && isList(columns, isName);
    })
  );
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
