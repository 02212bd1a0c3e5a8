import type { Clock } from '../calendar.ts';
import { money } from '../companies.ts';
import { deal, win } from '../talk.ts';
import type { Year } from './window.ts';

const REFUSALS = [
  'Chose to stay with their spreadsheet for another year.',
  'A rival was a third cheaper, with a smaller mobile app.',
  'No budget before spring; call again in February.',
] as const;
const ORIGINS = ['search', 'webinar', 'logistics fair', 'recommendation', 'website'] as const;
const EXTRAS = [
  ['Alerts for all sites', 0.2],
  ['Ten more seats', 0.15],
  ['Second warehouse', 0.45],
  ['API package', 0.25],
] as const;

/** New business, renewals, extras and refusals of one customer's year. */
export function tellDeals(year: Year): void {
  const { builder } = year;
  const { stage, since, left } = builder.company;
  if (stage === 'lead') return;
  if (stage === 'prospect') prospect(year);
  else if (since < 360) firstDeal(year);
  if (left !== null) lostRenewal(year, left);
  renewal(year);
  if (builder.company.success && left === null) extra(year);
}

function prospect({ builder, clock, chance, from }: Year): void {
  const { owner, segment } = builder.company;
  deal(builder, {
    name: 'First contract',
    by: owner,
    status: 'open',
    stage: chance.pick(['Discovery', 'Offer sent', 'Negotiation']),
    worth: sizeOf(segment),
    opened: workday(clock, Math.max(2, from - chance.between(4, 12)), '11:10'),
    origin: chance.pick(ORIGINS),
    product: 'Team plan',
    why: `${builder.who()} wants fewer stock-outs before the next season.`,
  });
}

function firstDeal({ builder, clock, chance }: Year): void {
  const { owner, since, currency } = builder.company;
  const worth = yearly(builder.company);
  deal(builder, {
    name: 'First contract',
    by: owner,
    status: 'won',
    stage: 'Closed',
    worth,
    origin: chance.pick(ORIGINS),
    product: 'Team plan',
    opened: workday(clock, since + chance.between(30, 70), '10:05'),
    closed: workday(clock, since + 1, '16:10'),
    why: `${builder.who()} counted for three Saturdays and had enough.`,
    outcome: 'Signed for a year, starts at once.',
  });
  if (chance.chance(0.4)) {
    win(builder, workday(clock, since + 1, '16:30'), {
      by: owner,
      title: 'Signed for a year',
      money: money(worth, currency),
      body: 'Thanks to Marketing for the webinar and to Product for the answers on the API.',
    });
  }
}

function renewal({ builder, clock, chance, from, until }: Year): void {
  const { owner, renews, since, story } = builder.company;
  if (renews === null) return;
  const last = 365 - renews + 8;
  const terms = {
    by: owner,
    worth: yearly(builder.company),
    origin: 'renewal',
    product: 'Team plan',
  };
  if (last < Math.min(since - 30, from) && last > until) {
    deal(builder, {
      ...terms,
      name: 'Renewal',
      status: 'won',
      stage: 'Closed',
      opened: workday(clock, last + 40, '09:30'),
      closed: workday(clock, last, '14:45'),
      outcome: 'Renewed for a year at the same price.',
    });
  }
  if (renews < 80 && !story) {
    deal(builder, {
      ...terms,
      name: 'Renewal',
      status: 'open',
      stage: chance.pick(['To be talked about', 'Offer sent']),
      opened: workday(clock, 9 + chance.between(0, 12), '09:30'),
      why: `Renews on ${clock.say(renews)}.`,
    });
  }
}

function extra({ builder, clock, chance, from, until }: Year): void {
  if (from - until < 100 || !chance.chance(0.5)) return;
  const [name, share] = chance.pick(EXTRAS);
  const status = builder.company.story ? 'won' : chance.pick(['won', 'lost', 'open'] as const);
  const closing = until + chance.between(6, 40);
  deal(builder, {
    name,
    by: builder.company.owner,
    status,
    stage: status === 'open' ? 'Offer sent' : 'Closed',
    worth: yearly(builder.company) * share,
    origin: 'customer',
    product: name,
    opened: workday(clock, closing + chance.between(12, 50), '13:20'),
    ...(status !== 'open' && { closed: workday(clock, closing, '15:40') }),
    ...(status === 'lost' && { outcome: chance.pick(REFUSALS) }),
  });
}

function lostRenewal({ builder, clock, chance, until }: Year, left: number): void {
  if (left > 360 || left < until) return;
  deal(builder, {
    name: 'Renewal',
    by: builder.company.owner,
    status: 'lost',
    stage: 'Closed',
    worth: yearly(builder.company),
    origin: 'renewal',
    product: 'Team plan',
    opened: workday(clock, left + 35, '09:30'),
    closed: workday(clock, left, '15:00'),
    outcome: chance.pick(REFUSALS),
  });
}

type Sized = Pick<Year['builder']['company'], 'segment' | 'revenue' | 'currency'>;

const yearly = ({ revenue, currency, segment }: Sized): number =>
  revenue === null ? sizeOf(segment) : revenue.amount / (currency === 'JPY' ? 1 : 100);
function sizeOf(segment: Sized['segment']): number {
  if (segment === 'Enterprise') return 78_000;
  return segment === 'Mid-market' ? 24_000 : 6_000;
}
const workday = (clock: Clock, days: number, time: string): Date => clock.workday(days, time);
