interface Adressen {
  DATABASE_URL?: string | undefined;
  REDIS_URL?: string | undefined;
  SMTP_URL?: string | undefined;
  KLARTEXT_ERLAUBT?: string | undefined;
}

/** This machine, or a socket in its file system. */
const LOKAL = /^(|localhost|127(\.\d{1,3}){3}|\[::1\]|%2f.*|\/.*)$/i;

/** The hosts of KLARTEXT_ERLAUBT. */
export const readKlartext = (text = ''): string[] => text.split(',').flatMap((one) => one.trim() || []);

/** Whether connections to a host must be encrypted: not on this machine, nor where the operator allows it by name. */
export function brauchtTls(url: string, klartext: readonly string[]): boolean {
  const { hostname, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? hostname;
  return !LOKAL.test(host) && !klartext.includes(host);
}

interface Verlangt {
  name: 'DATABASE_URL' | 'REDIS_URL' | 'SMTP_URL';
  /** whether the address asks for encryption with a checked certificate */
  sicher(url: URL): boolean;
  abhilfe: string;
}

const VERLANGT: Verlangt[] = [
  {
    name: 'DATABASE_URL',
    sicher: ({ searchParams }) =>
      searchParams.get('sslmode') === 'verify-full' && !searchParams.has('uselibpqcompat'),
    abhilfe:
      'Bitte „?sslmode=verify-full“ anhängen (eigene Zertifizierungsstelle: „&sslrootcert=/pfad/ca.pem“)',
  },
  {
    name: 'REDIS_URL',
    sicher: ({ protocol }) => protocol === 'rediss:',
    abhilfe: 'Bitte rediss:// statt redis:// schreiben',
  },
  {
    name: 'SMTP_URL',
    // smtp:// is right, too: the connection then begins in plain text and nothing is said before STARTTLS.
    sicher: ({ search }) => !/[?&](tls\.rejectunauthorized|ignoretls|requiretls|secure)=/i.test(search),
    abhilfe: 'Bitte weder „tls.rejectUnauthorized“ noch „ignoreTLS“, „requireTLS“ oder „secure“ anhängen',
  },
];

/** A German line for each address under which secrets and personal data would travel readable for others. */
export function klartextErrors(e: Adressen, env: Record<string, string | undefined> = {}): string[] {
  const klartext = readKlartext(e.KLARTEXT_ERLAUBT);
  const errors = VERLANGT.flatMap(({ name, sicher, abhilfe }) => {
    const text = e[name];
    if (!text) return [];
    if (!URL.canParse(text))
      return [`${name}: ist keine lesbare Adresse (Sonderzeichen im Passwort als %XX schreiben)`];
    if (!brauchtTls(text, klartext) || sicher(new URL(text))) return [];
    const { hostname } = new URL(text);
    return [
      `${name}: zu ${hostname} wird nur verschlüsselt und mit geprüftem Zertifikat verbunden. ${abhilfe}; nur in einem eigenen Netz stattdessen: KLARTEXT_ERLAUBT=${hostname}`,
    ];
  });
  return env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0'
    ? [
        ...errors,
        'NODE_TLS_REJECT_UNAUTHORIZED: schaltet die Prüfung aller Zertifikate ab. Bitte NODE_EXTRA_CA_CERTS verwenden',
      ]
    : errors;
}
