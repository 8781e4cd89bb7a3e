import type { CookieOptions } from 'express';
import type { Config } from '../start/config.js';

const isHttps = ({ publicUrl }: Pick<Config, 'publicUrl'>) => publicUrl.startsWith('https:');

/**
 * A cookie's name as browsers see it: behind https the prefix makes them refuse one set by another host or without
 * Secure (RFC 6265bis, 4.1.3.2).
 */
export const keksname = (name: string, config: Pick<Config, 'publicUrl'>): string =>
  isHttps(config) ? `__Host-${name}` : name;

/** Out of reach of scripts, for this host only; `lax` comes along when another site sends people back here. */
export const keksart = (
  config: Pick<Config, 'publicUrl'>,
  sameSite: 'strict' | 'lax' = 'strict',
): CookieOptions => ({ httpOnly: true, sameSite, path: '/', secure: isHttps(config) });

export const sitzungskeks = (config: Pick<Config, 'publicUrl'>): string => keksname('zst_sitzung', config);

/** The value of a cookie of a request, whatever was sent; undefined when there is none or it is no text. */
export function readKeks(request: { cookies?: unknown }, name: string): string | undefined {
  const value = (request.cookies as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' ? value : undefined;
}
