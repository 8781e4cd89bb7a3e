import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';

/** Fields of /proc/<pid>/stat after the name: state first, start time (ticks since boot) as the 20th. */
function processFields(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** Tells a process from a later one with the same number, where the system can. */
function birth(pid: number): string {
  return processFields(pid)?.[19] ?? '';
}

/** Whether a process exists and is more than a zombie nobody collected. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return processFields(pid)?.[0] !== 'Z';
}

/**
 * Who uses the embedded server, one file per user named by its process: the last one to leave stops the server,
 * so a command line beside a running application neither starts a second one nor stops the first.
 */
export class Lodgers {
  private readonly name = `${process.pid}-${randomUUID().slice(0, 8)}`;
  private readonly directory: string;

  constructor(home: string) {
    this.directory = join(home, 'users');
  }

  enter(): void {
    mkdirSync(this.directory, { recursive: true });
    writeFileSync(join(this.directory, this.name), birth(process.pid));
  }

  /** Returns whether nobody else is left. Files of dead processes (kill -9) don't count and are removed. */
  leave(): boolean {
    rmSync(join(this.directory, this.name), { force: true });
    const others = readdirSync(this.directory).filter((name) => {
      if (this.isPresent(name)) return true;
      rmSync(join(this.directory, name), { force: true });
      return false;
    });
    return others.length === 0;
  }

  private isPresent(name: string): boolean {
    const pid = Number(name.split('-')[0]);
    try {
      return isAlive(pid) && readFileSync(join(this.directory, name), 'utf8') === birth(pid);
    } catch {
      return false;
    }
  }
}
