import { chmodSync, existsSync, mkdirSync, readlinkSync, statSync, symlinkSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
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
  if (!runsAsRoot() || mayPass(resolve(dataDir))) return { home, movedTo: null };
  // The link is what ties the place to the data directory: who deletes the directory starts anew.
  const target = linkTarget(home) ?? systemDirectory(randomUUID());
  mkdirSync(target, { recursive: true, mode: 0o755 });
  if (linkTarget(home) === null) symlinkSync(target, home);
  return { home: target, movedTo: target };
}

/** Lets the unprivileged user through our own directory (through, not in: the names in it stay hidden). */
function mayPass(dataDir: string): boolean {
  if (!reachable(dirname(dataDir))) return false;
  if (!reachable(dataDir)) chmodSync(dataDir, (statSync(dataDir).mode & 0o777) | 0o011);
  return true;
}

/** Where a symbolic link points to; null for anything else. */
export function linkTarget(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}
