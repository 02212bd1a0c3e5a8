import type { Clock } from '../calendar.ts';
import type { Company } from '../companies.ts';
import type { Random } from '../random.ts';
import type { RecordBuilder } from '../record-builder.ts';

/** Every part of an ordinary year is built from these. */
export interface Year {
  builder: RecordBuilder;
  clock: Clock;
  chance: Random;
  /** Days ago, from the more distant to the nearer; the usual year lies between. */
  from: number;
  until: number;
  /** The sentences used for this customer, so that none comes twice while there are others. */
  said: Set<unknown>;
}

const HISTORY = 360;

/** Null where the company's story leaves no room for an ordinary year. */
export function windowOf(company: Company): { from: number; until: number } | null {
  const from = Math.min(company.since - 3, HISTORY);
  return from > company.usualUntil ? { from, until: company.usualUntil } : null;
}

/** An instant in the customer's office hours, seldom at a weekend; `least` keeps it that many days away from now. */
export function someDay(
  { clock, chance, builder, from, until }: Year,
  least = 0,
): { at: Date; days: number } {
  const drawn = chance.between(Math.max(until, least), Math.max(from, least));
  const time = officeTime(chance, drawn === 0);
  const weekend = clock.isWeekend(drawn) && !chance.chance(0.15);
  const days = weekend ? toFriday(clock, drawn) : drawn;
  return { at: clock.ago(days, time, builder.company.city.zone), days };
}

// Today is told as its first hours only: nothing may lie ahead of whoever looks at half past nine.
function officeTime(chance: Random, today: boolean): string {
  const hour = today ? chance.between(7, 8) : chance.between(8, 17);
  return `${String(hour).padStart(2, '0')}:${String(chance.between(0, 59)).padStart(2, '0')}`;
}

export const toFriday = (clock: Clock, days: number): number =>
  clock.isWeekend(days) ? toFriday(clock, days + 1) : days;

/** Puts the contact's first name and the city where the text asks for them. */
export const fill = (text: string, builder: RecordBuilder): string =>
  text
    .replaceAll('{who}', builder.who().split(' ')[0] ?? '')
    .replaceAll('{city}', builder.company.cityName);

/** One of the bank that was not drawn before, as long as there is one. */
export function fresh<T>({ chance, said }: Year, bank: readonly [T, ...T[]]): T {
  const [first, ...rest] = bank.filter((words) => !said.has(words));
  const words = first === undefined ? chance.pick(bank) : chance.pick([first, ...rest]);
  said.add(words);
  return words;
}

export const times = (count: number, act: (nth: number) => void): void => {
  for (let nth = 0; nth < count; nth++) act(nth);
};
