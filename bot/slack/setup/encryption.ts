import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

export interface Encryption {
  /** Encrypted for this owner: opened for another one, or changed in one bit, it is refused. */
  encrypt(text: string, owner: string): string;
  /** Throws where the secret, the owner or the text is not the one it was closed with. */
  decrypt(sealed: string, owner: string): string;
}

const ALGORITHM = 'aes-256-gcm';

/** AES-256-GCM under a key derived from a secret; `v1.<nonce>.<tag>.<ciphertext>`, base64url. */
export function encryption(secret: string): Encryption {
  const key = Buffer.from(hkdfSync('sha256', secret, 'rapport', 'slack installations', 32));
  return {
    encrypt(text, owner) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(owner));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return [
        'v1',
        ...[nonce, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url')),
      ].join('.');
    },
    decrypt(sealed, owner) {
      const [version, nonce, tag, text] = sealed.split('.');
      if (version !== 'v1' || !nonce || !tag || text === undefined)
        throw new Error('Not a sealed text');
      const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(nonce, 'base64url'), {
        authTagLength: 16,
      });
      decipher.setAAD(Buffer.from(owner)).setAuthTag(Buffer.from(tag, 'base64url'));
      return decipher.update(text, 'base64url', 'utf8') + decipher.final('utf8');
    },
  };
}
