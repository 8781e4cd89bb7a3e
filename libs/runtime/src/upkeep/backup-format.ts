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

/** The lines of a stream of bytes, without their ends; rows hold no raw line breaks. */
export async function* lines(input: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  for await (const chunk of input) {
    let from = 0;
    for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, from)) {
      const part = chunk.subarray(from, at);
      yield rest.length > 0 ? Buffer.concat([...rest, part]) : part;
      rest = [];
      from = at + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
