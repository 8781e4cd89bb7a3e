import { existsSync, mkdirSync, statSync, symlinkSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';

/** PostgreSQL refuses to run as root; `nobody` exists everywhere and owns nothing. */
const unprivileged = { uid: 65534, gid: 65534 };

export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Options for spawn: as root, the child runs as the unprivileged user. */
export function childIdentity(): { uid?: number; gid?: number } {
  return runsAsRoot() ? unprivileged : {};
}

/** Whether the unprivileged user may enter a directory: every ancestor must let others through. */
export function reachable(path: string): boolean {
  for (let at = resolve(path); ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (dirname(at) === at) return true;
  }
}

/** A place every user can reach, for what can't lie in a private home directory. */
export function systemDirectory(name: string): string {
  return join('/var/lib/zusteuerung', name);
}

/**
 * The home of the embedded server for a data directory. A data directory the unprivileged user can't enter
 * (a clone below /root) gets a symbolic link to a place it can.
 */
export function serverHome(dataDir: string): { home: string; movedTo: string | null } {
  mkdirSync(dataDir, { recursive: true });
  const home = join(resolve(dataDir), 'postgres');
  if (!runsAsRoot() || reachable(resolve(dataDir))) return { home, movedTo: null };
  const target = systemDirectory(createHash('sha256').update(home).digest('hex').slice(0, 12));
  mkdirSync(target, { recursive: true, mode: 0o755 });
  if (!existsSync(home)) symlinkSync(target, home);
  return { home: target, movedTo: target };
}
