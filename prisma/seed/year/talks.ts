import type { Colleague } from '../people.ts';
import type { RecordBuilder } from '../record-builder.ts';
import { call, mail, meeting, note, type Talk } from '../talk.ts';
import {
  MAILS_IN,
  MAILS_OUT,
  MANAGER_NOTES,
  MARKETING_NOTES,
  MEETINGS,
  NOTES,
  ONBOARDING_STEPS,
  OPERATIONS_NOTES,
  PRODUCT_TALKS,
  SALES_CALLS,
  SUCCESS_CALLS,
} from '../texts/talks.ts';
import { fill, fresh, someDay, times, toFriday, type Year } from './window.ts';

type Words = readonly [title: string, body: string];
type Bank = readonly [Words, ...Words[]];

export function tellTalks(year: Year): void {
  const { chance, builder, from, until } = year;
  const { owner, success } = builder.company;
  const carer = success ?? owner;
  const quarters = Math.max(1, Math.round((from - until) / 90));
  times(quarters, () => talk(year, SALES_CALLS, owner, 'call'));
  if (success) times(quarters, () => talk(year, SUCCESS_CALLS, success, 'call'));
  if (chance.chance(0.7)) talk(year, MEETINGS, carer, 'meeting');
  times(chance.between(0, quarters), () => talk(year, MAILS_IN, carer, 'mail-in'));
  times(chance.between(1, quarters), () => talk(year, MAILS_OUT, carer, 'mail-out'));
  if (chance.chance(0.7)) talk(year, NOTES, owner, 'note');
  tellOthers(year);
}

/** Adds the work of departments that seldom meet a customer. */
function tellOthers(year: Year): void {
  const { chance, builder } = year;
  const customer = builder.company.success !== null;
  if (customer && chance.chance(0.4))
    talk(year, PRODUCT_TALKS, chance.pick(['raj', 'raj', 'elin']), 'meeting');
  if (customer && chance.chance(0.6))
    talk(year, OPERATIONS_NOTES, chance.pick(['lea', 'victor']), 'note');
  if (customer && chance.chance(0.25))
    talk(year, MARKETING_NOTES, chance.pick(['jo', 'marco']), 'note');
  if (chance.chance(0.2)) talk(year, MANAGER_NOTES, 'ingrid', 'managers');
  if (customer && chance.chance(0.2))
    talk(
      year,
      [['Credit check', 'Pays reliably, no limit needed. Next check in a year.']],
      'fatima',
      'department',
    );
}

const WAYS = {
  call: (builder, at, words, minutes) => call(builder, at, { ...words, minutes }),
  meeting: (builder, at, words) => meeting(builder, at, words),
  'mail-in': (builder, at, words) => mail(builder, at, { ...words, direction: 'inbound' }),
  'mail-out': (builder, at, words) => mail(builder, at, words),
  note: (builder, at, words) => note(builder, at, words),
  department: (builder, at, words) => note(builder, at, { ...words, visibility: 'department' }),
  managers: (builder, at, words) => note(builder, at, { ...words, visibility: 'managers' }),
} satisfies Record<
  string,
  (builder: RecordBuilder, at: Date, words: Talk, minutes: number) => void
>;

function talk(year: Year, bank: Bank, by: Colleague, way: keyof typeof WAYS): void {
  const { builder, chance } = year;
  const [title, body] = fresh(year, bank);
  WAYS[way](
    builder,
    someDay(year).at,
    { by, title: fill(title, builder), body: fill(body, builder) },
    chance.between(4, 38),
  );
}

/** The first weeks of those that came within the year, step by step; as far as they have got. */
export function tellOnboarding({ builder, clock, chance, from, until }: Year): void {
  const { since, success } = builder.company;
  if (!success || since > 360) return;
  const by = chance.pick(['nina', 'emeka', 'emeka'] as const);
  ONBOARDING_STEPS.forEach(([title, body], step) => {
    const days = since - 6 - step * chance.between(7, 10);
    if (days > from || days < until || days < 1) return;
    meeting(builder, clock.ago(toFriday(clock, days), `1${step}:15`, builder.company.city.zone), {
      by,
      title,
      body: fill(body, builder),
    });
  });
}
