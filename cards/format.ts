/** For whom a card is written: language, zone and the instant at which it is read. */
export interface Reader {
  locale: string;
  zone: string;
  now: Date;
}
