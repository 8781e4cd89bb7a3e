import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const NONCE = 12;
const TAG = 16;
const LENGTH = 32;

/** The installation's secret key: keeps at rest what the database alone must not give away. */
export class Schluessel {
  constructor(private readonly secret: Buffer) {}

  /** Encrypts (AES-256-GCM); `purpose` binds the result to its place, so that nothing is moved elsewhere. */
  seal(purpose: string, text: string): Buffer {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.derive(`seal ${purpose}`), nonce);
    return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  }

  /** What was sealed for this purpose; null for anything else (another key, another purpose, changed). */
  open(purpose: string, sealed: Uint8Array): string | null {
    if (sealed.length < NONCE + TAG) return null;
    try {
      const decipher = createDecipheriv(
        'aes-256-gcm',
        this.derive(`seal ${purpose}`),
        sealed.subarray(0, NONCE),
      );
      decipher.setAuthTag(sealed.subarray(-TAG));
      const text = [decipher.update(sealed.subarray(NONCE, -TAG)), decipher.final()];
      return Buffer.concat(text).toString('utf8');
    } catch {
      return null;
    }
  }

  /** A digest that nobody without the key can compute or check (HMAC-SHA-256, base64url). */
  mac(purpose: string, text: string): string {
    return createHmac('sha256', this.derive(`mac ${purpose}`))
      .update(text)
      .digest('base64url');
  }

  private derive(purpose: string): Buffer {
    return Buffer.from(hkdfSync('sha256', this.secret, '', purpose, LENGTH));
  }
}

/** 32 bytes in base64 or as 64 hexadecimal digits; null for anything else. */
export function readSchluessel(text: string): Buffer | null {
  const trimmed = text.trim();
  const bytes = /^[0-9a-f]{64}$/i.test(trimmed)
    ? Buffer.from(trimmed, 'hex')
    : Buffer.from(trimmed, 'base64url');
  return bytes.length === LENGTH ? bytes : null;
}

/** The key from the setting, else from `<dataDir>/schluessel`, which only its owner can read and which is made once. */
export function openSchluessel(setting: string | null, dataDir: string): Schluessel {
  if (setting) return new Schluessel(required(readSchluessel(setting), 'SCHLUESSEL'));
  const path = join(dataDir, 'schluessel');
  try {
    return new Schluessel(required(readSchluessel(makeOnce(path, dataDir)), path));
  } catch (error) {
    throw new Error(
      `Der Schlüssel der Anwendung fehlt: ${(error as Error).message}. Bitte SCHLUESSEL setzen oder DATA_DIR beschreibbar machen.`,
    );
  }
}

/** Several processes may start at once: one of them makes the file, all read it. */
function makeOnce(path: string, dataDir: string): string {
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(path, `${randomBytes(LENGTH).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
  }
  return readFileSync(path, 'utf8');
}

function required(key: Buffer | null, where: string): Buffer {
  if (!key) throw new Error(`${where}: kein Schlüssel aus 32 Bytes (base64)`);
  return key;
}
