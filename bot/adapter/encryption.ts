import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Encryption } from '../../crm/connection/encryption.ts';

const ALGORITHM = 'aes-256-gcm';

/**
 * AES-256-GCM under a key derived from a secret for one purpose; `v1.<nonce>.<tag>.<ciphertext>`, base64url. The first
 * secret encrypts, and every one of them decrypts, so that a secret can be changed while both are good.
 */
export function encryption(
  secrets: readonly [string, ...string[]],
  purpose: string,
): Encryption & {
  /** Whether a text was encrypted with the first secret. */
  isCurrent(sealed: string, owner: string): boolean;
} {
  const keys = secrets.map((secret) =>
    Buffer.from(hkdfSync('sha256', secret, 'rapport', purpose, 32)),
  );
  const [current = Buffer.alloc(0)] = keys;
  return {
    encrypt(text, owner) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv(ALGORITHM, current, nonce).setAAD(Buffer.from(owner));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [
        'v1',
        ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url')),
      ].join('.');
    },
    decrypt(sealed, owner) {
      const opened = keys.map((key) => openWith(key, sealed, owner)).find((text) => text !== null);
      if (opened === undefined)
        throw new Error('Not a text that was encrypted here for this owner');
      return opened;
    },
    isCurrent: (sealed, owner) => openWith(current, sealed, owner) !== null,
  };
}

/** Null where the key, the owner or the text is another one. */
function openWith(key: Buffer, sealed: string, owner: string): string | null {
  const [version, nonce, tag, text] = sealed.split('.');
  if (version !== 'v1' || !nonce || !tag || text === undefined) return null;
  try {
    const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(nonce, 'base64url'), {
      authTagLength: 16,
    });
    decipher.setAAD(Buffer.from(owner)).setAuthTag(Buffer.from(tag, 'base64url'));
    return decipher.update(text, 'base64url', 'utf8') + decipher.final('utf8');
  } catch {
    return null;
  }
}
