import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP } from 'node:net';
import { useAgent } from 'request-filtering-agent';

export interface Ziel {
  url: string;
  /** IP addresses and networks (CIDR) inside the own network that webhooks may reach */
  intern: readonly string[];
}

const longestAnswer = 10_000;
/** IPv4 addresses written as IPv6 in the way of RFC 4291, 2.5.5.1, which the library takes for addresses of the internet */
const alsoRefused = ['::/96'];

/**
 * Why webhooks must not go to an address; null when they may: https anywhere in the internet, http only to an address
 * of the own network that the operator has named.
 */
export function refusalOf(url: string, intern: readonly string[]): string | null {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (!parsed || !['https:', 'http:'].includes(parsed.protocol))
    return 'Bitte geben Sie eine vollständige Adresse an, die mit https:// beginnt.';
  if (parsed.username || parsed.password)
    return 'Bitte geben Sie die Adresse ohne Benutzernamen und Passwort an.';
  if (parsed.protocol === 'http:' && !isInternal(parsed.hostname, intern))
    return 'Ohne Verschlüsselung (http://) sind nur Adressen im eigenen Netz möglich, die in WEBHOOK_INTERN stehen.';
  return null;
}

/** Whether a host name is an address in one of the networks; names are not looked up. */
function isInternal(hostname: string, intern: readonly string[]): boolean {
  const family = isIP(hostname) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(hostname) === 0) return false;
  const list = new BlockList();
  for (const entry of intern) {
    const [address = '', bits] = entry.split('/');
    const own = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, own);
    else list.addSubnet(address, Number(bits), own);
  }
  return list.check(hostname, family);
}

/**
 * Posts a body and resolves with the status; redirects are not followed. Private networks are refused when the
 * connection is made, whatever name led there, unless they are listed.
 */
export function post(
  { url, intern }: Ziel,
  body: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<number> {
  const send = url.startsWith('https:') ? requestHttps : requestHttp;
  const agent = useAgent(url, { allowIPAddressList: [...intern], denyIPAddressList: alsoRefused });
  return new Promise((resolve, reject) => {
    const outgoing = send(
      url,
      {
        method: 'POST',
        agent,
        signal,
        headers: { ...headers, 'content-length': Buffer.byteLength(body), 'user-agent': 'Zusteuerung' },
      },
      (response) => {
        let length = 0;
        response.on('data', (part: Buffer) => {
          length += part.length;
          if (length > longestAnswer) response.destroy();
        });
        response.on('close', () => resolve(response.statusCode ?? 0));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
