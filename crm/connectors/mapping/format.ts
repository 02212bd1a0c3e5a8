/** How the values of one file are written. */
export interface Format {
  dates: string;
  zone: string;
  currency: string;
  decimal: '.' | ',';
}

/** The row cannot be imported; the message says why, for the rejects file. */
export class BadRow extends Error {
  override readonly name: string = 'BadRow';
  /** The order of day and month in which its date would read: then the dates of other rows are in doubt, too. */
  readonly otherOrder: string | null;

  constructor(message: string, otherOrder: string | null = null) {
    super(message);
    this.otherOrder = otherOrder;
  }
}

/** The value is written as systems write that there is none; a field that may be empty is then empty. */
export class NoValue extends BadRow {
  override readonly name = 'NoValue';
}
