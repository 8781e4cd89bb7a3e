import { isIP } from 'node:net';
import { z } from 'zod';

/** An IP address, or a network with the length of its prefix. */
function isNetz(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

const listOf = (text = '') => text.split(',').flatMap((entry) => entry.trim() || []);

const proMinute = () =>
  z.coerce
    .number({ error: 'ist eine Zahl' })
    .int({ error: 'ist eine ganze Zahl' })
    .min(1, { error: 'ist mindestens 1' })
    .optional();

/** The part of the environment that is about what leaves the house. */
export const kanalUmgebung = {
  WEBHOOK_INTERN: z
    .string()
    .optional()
    .refine((text) => listOf(text).every(isNetz), {
      error: 'ist eine Liste von IP-Adressen und Netzen, zum Beispiel 10.1.2.3, 10.4.0.0/16',
    }),
  MAIL_PRO_MINUTE: proMinute(),
  WEBHOOK_PRO_MINUTE: proMinute(),
};

export interface KanalConfig {
  /** IP addresses and networks (CIDR) inside the own network that webhooks may reach */
  intern: string[];
  /** how many of a channel go out per minute at most; without a number: as many as there are */
  proMinute: { mail?: number; webhook?: number };
}

export function readKanaele(e: z.infer<z.ZodObject<typeof kanalUmgebung>>): KanalConfig {
  return {
    intern: listOf(e.WEBHOOK_INTERN),
    proMinute: {
      ...(e.MAIL_PRO_MINUTE && { mail: e.MAIL_PRO_MINUTE }),
      ...(e.WEBHOOK_PRO_MINUTE && { webhook: e.WEBHOOK_PRO_MINUTE }),
    },
  };
}
