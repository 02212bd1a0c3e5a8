import type { CustomerId } from '../customer/customer.ts';

/** Everything that is stored about one customer, as a file. */
export interface Exports {
  /**
   * Writes a zip into this folder, else into the data folder; only its owner reads it. Throws `Problem` where it cannot
   * be written.
   */
  write(customer: CustomerId, options: { now: Date; folder?: string }): Promise<CustomerExport>;
  /**
   * Removes what this machine's data folder holds of before this instant, or of a customer who is gone. Each process does
   * it for its own folder.
   */
  sweep(before: Date): Promise<void>;
}

export interface CustomerExport {
  /** The whole path of the zip. */
  path: string;
  /** How many rows of how many tables are in it. */
  rows: number;
  tables: number;
}
