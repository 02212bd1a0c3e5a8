/** How the values of one file are written. */
export interface Format {
  dates: string;
  zone: string;
  currency: string;
  decimal: '.' | ',';
}

/** The row cannot be imported; the message says why, for the rejects file. */
export class BadRow extends Error {
  override readonly name = 'BadRow';
}
