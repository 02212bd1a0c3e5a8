/** Encrypts secrets before they are stored. */
export interface Encryption {
  /** Encrypted for this owner: opened for another one, or changed in one bit, it is refused. */
  encrypt(text: string, owner: string): string;
  /** Throws where the secret, the owner or the text is not the one it was closed with. */
  decrypt(sealed: string, owner: string): string;
}
