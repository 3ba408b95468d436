/** Page tokens: the encrypted last key of a page, valid only for the purpose that it was sealed for. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { parseObject } from '../../../../kernel/json.ts';
import type { PageTokens } from './table-access.ts';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Tokens outlive a restart, so their key comes from `secret`, the API's ARN: they keep out clients, not its owner. */
export function createPageTokens(secret: string): PageTokens {
  const key = createHash('sha256').update(`page tokens of ${secret}`).digest();
  return {
    seal: (lastKey, purpose) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(purpose));
      const sealed = Buffer.concat([cipher.update(JSON.stringify(lastKey)), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    open: (token, purpose) => parseObject(decrypt(key, Buffer.from(token, 'base64url'), purpose)),
  };
}

/** Returns an empty string if the token wasn't made with this key for this purpose. */
function decrypt(key: Buffer, bytes: Buffer, purpose: string): string {
  try {
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES)).setAAD(Buffer.from(purpose));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString();
  } catch {
    return '';
  }
}
