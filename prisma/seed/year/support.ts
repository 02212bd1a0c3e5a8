import { dayIn, weekdayOf } from '../../../crm/time/day.ts';
import { DAY, MINUTE } from '../../../crm/time/durations.ts';
import { nps, ticket } from '../cases.ts';
import type { Colleague } from '../people.ts';
import { NPS_WORDS } from '../texts/talks.ts';
import { COMPLAINTS, GRUMBLES, PRAISE } from '../texts/tickets.ts';
import { fresh, someDay, times, type Year } from './window.ts';

const DESK: readonly [Colleague, ...Colleague[]] = ['mia', 'kim', 'aisha', 'kim', 'aisha', 'paul'];
const MINUTES_A_DAY = DAY / MINUTE;
/** Days that a ticket may take with its weekend, so that none is solved in the future. */
const LONGEST = 6;

export function tellSupport(year: Year): void {
  const { chance, from, until, builder } = year;
  const months = (from - until) / 30;
  const perMonth = builder.company.segment === 'Enterprise' ? 0.6 : 0.32;
  if (from > Math.max(until, LONGEST)) times(Math.round(months * perMonth), () => solved(year));
  if (until === 0 && chance.chance(0.2)) stillOpen(year);
}

function solved(year: Year): void {
  const { chance, builder } = year;
  const { at } = someDay(year, LONGEST);
  const { priority, ...words } = fresh(year, COMPLAINTS);
  const minutes = chance.chance(0.6) ? chance.between(25, 110) : overnight(year, at);
  const answer = chance.next();
  ticket(builder, {
    ...words,
    at,
    by: chance.pick(DESK),
    priority,
    answered: chance.between(4, Math.min(90, minutes - 5)),
    solved: minutes,
    ...(answer < 0.55 && { csat: { ...rating(year, minutes), after: chance.between(15, 160) } }),
  });
}

/** From Saturday and from Sunday, which is 0. */
const DAYS_TO_MONDAY: Readonly<Record<number, number>> = { 6: 2, 0: 1 };

/** One to two days later about the same time; over a weekend, on Monday. */
function overnight({ chance }: Year, at: Date): number {
  const days = chance.between(1, 2);
  const weekday = (weekdayOf(dayIn(at, 'UTC')) + days) % 7;
  return (days + (DAYS_TO_MONDAY[weekday] ?? 0)) * MINUTES_A_DAY - chance.between(10, 50);
}

function rating({ chance }: Year, minutes: number): { score: number; comment?: string } {
  const slow = minutes > MINUTES_A_DAY;
  const score = chance.chance(slow ? 0.35 : 0.08) ? chance.between(2, 3) : chance.between(4, 5);
  if (!chance.chance(0.5)) return { score };
  return { score, comment: chance.pick(score > 3 ? PRAISE : GRUMBLES) };
}

function stillOpen(year: Year): void {
  const { chance, clock, builder } = year;
  const { subject, body, priority } = fresh(year, COMPLAINTS);
  const by = chance.pick(DESK);
  ticket(builder, {
    subject,
    body,
    priority,
    by,
    at: clock.workday(chance.between(1, 3), '10:20', builder.company.city.zone),
    answered: chance.between(10, 70),
    waiting: chance.chance(0.4),
  });
}

function npsWords(score: number) {
  if (score > 8) return NPS_WORDS.high;
  return score > 6 ? NPS_WORDS.middle : NPS_WORDS.low;
}

export function tellNps(year: Year): void {
  const { chance, builder, from, until } = year;
  if (from - until < 120) return;
  times(chance.between(1, 2), () => {
    const health = builder.company.health ?? 55;
    const score = Math.max(0, Math.min(10, Math.round(health / 10) + chance.between(-1, 2)));
    const words = npsWords(score);
    nps(builder, someDay(year, 1).at, {
      score,
      ...(chance.chance(0.6) && { comment: chance.pick(words) }),
    });
  });
}
