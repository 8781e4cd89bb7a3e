import { createHash } from 'node:crypto';

/** SHA-256 (hex) of an id: ids are random, so that the hash tells nobody which one it was. */
export const erasureHash = (id: string): string =>
  createHash('sha256')
    .update(Buffer.from(id.replaceAll('-', ''), 'hex'))
    .digest('hex');
