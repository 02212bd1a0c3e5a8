import { type Bill, farewell, invoice, subscription } from '../bills.ts';
import type { Clock } from '../calendar.ts';
import { COMPANIES, type Company, money } from '../companies.ts';
import { randomFor } from '../random.ts';
import type { RecordBuilder } from '../record-builder.ts';

/** Numbers that a story names. */
export const NUMBERED = {
  vela: 1036,
  acme: 1042,
  tamarind: 1044,
  oresund: 1052,
  kestrel: 1055,
} as const;
/** How long ago invoice 1042 was issued: the others are numbered before and after it. */
const ANCHOR = 42;
const EVERY = { Enterprise: 182, 'Mid-market': 91, 'Small business': 91 } as const;
const PLANS = { Enterprise: 'Scale', 'Mid-market': 'Team', 'Small business': 'Starter' } as const;
/** A year's price of those that left, whose own is no longer known. */
const LEFT_PRICE = 8_400;

type Draft = Omit<Bill, 'number'>;

/** Every ordinary invoice of the year, numbered in the order of issue over all customers. */
export function planBills(): ReadonlyMap<string, readonly Bill[]> {
  const drafts = COMPANIES.flatMap((company) =>
    draftsOf(company).map((draft) => ({ company, draft })),
  );
  const oldestFirst = drafts.toSorted((one, other) => other.draft.issued - one.draft.issued);
  const taken = new Set<number>(Object.values(NUMBERED));
  const before =
    drafts.filter(({ draft }) => draft.issued >= ANCHOR).length +
    [...taken].filter((one) => one < NUMBERED.acme).length;
  let number = NUMBERED.acme - before;
  const plan = new Map<string, Bill[]>();
  for (const { company, draft } of oldestFirst) {
    while (taken.has(number)) number++;
    const bills = plan.get(company.key) ?? [];
    plan.set(company.key, [...bills, { ...draft, number: number++ }]);
  }
  return plan;
}

function draftsOf(company: Company): Draft[] {
  const { since, left, story, usualUntil, segment, key } = company;
  if (company.stage === 'lead' || company.stage === 'prospect' || (left ?? 0) > 365) return [];
  const every = EVERY[segment];
  const chance = randomFor(`${key} bills`);
  const issues = Array.from({ length: 12 }, (_, nth) => since - 2 - nth * every).filter(
    (issued) => issued >= usualUntil && issued > 0 && issued < 365,
  );
  return issues.map((issued, nth) => {
    const due = issued - 30;
    const late = chance.chance(0.12) && !story;
    const lag = late ? chance.between(33, 52) : chance.between(4, 29);
    const paid = lag < issued ? issued - lag : null;
    return {
      issued,
      due,
      paid: story && issued > 1 ? (paid ?? 1) : paid,
      money: partOfYear(company, every),
      what: `${every > 100 ? 'Half a year' : 'A quarter'} of the ${PLANS[segment]} plan, period ${nth + 1}`,
    };
  });
}

function partOfYear({ revenue, currency }: Company, days: number): Draft['money'] {
  const year = revenue ?? money(LEFT_PRICE, currency);
  return { ...year, amount: Math.round((year.amount * Math.round(days / 30.4)) / 12) };
}

const REASONS = [
  {
    reason: 'budget',
    feedback: 'We had to halve every subscription this year. Nothing against you.',
  },
  { reason: 'missing feature', feedback: 'Without a link to our till we typed everything twice.' },
  {
    reason: 'closed a site',
    feedback: 'One site is left, and for one site a spreadsheet will do.',
  },
] as const;

export function tellBilling(builder: RecordBuilder, clock: Clock, bills: readonly Bill[]): void {
  const { company } = builder;
  if (company.stage === 'lead' || company.stage === 'prospect') return;
  const year = company.revenue ?? money(LEFT_PRICE, company.currency);
  const seats = seatsOf(company.segment, company.key);
  subscription(builder, clock, {
    plan: PLANS[company.segment],
    seats,
    started: company.since,
    ...(company.left !== null && { ended: company.left }),
    monthly: { ...year, amount: Math.round(year.amount / 12) },
  });
  for (const bill of bills) invoice(builder, clock, bill);
  // A story tells its own farewell.
  if (company.left !== null && !company.story)
    farewell(
      builder,
      clock.workday(company.left, '15:20'),
      randomFor(`${company.key} left`).pick(REASONS),
    );
}

function seatsOf(segment: Company['segment'], key: string): number {
  const chance = randomFor(`${key} seats`);
  if (segment === 'Enterprise') return chance.between(80, 240);
  return segment === 'Mid-market' ? chance.between(20, 70) : chance.between(3, 12);
}
