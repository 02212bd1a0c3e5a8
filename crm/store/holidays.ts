/** Days on which nobody of an office works. An office is known by its IANA zone, a day is `YYYY-MM-DD`. */
export interface Holidays {
  /** Both days are part of the period. */
  of(zone: string, from: string, to: string): Promise<string[]>;
  /** Replaces all holidays of this zone. */
  save(zone: string, days: readonly string[]): Promise<void>;
}
