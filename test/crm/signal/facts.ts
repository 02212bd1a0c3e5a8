import { CustomerId } from '../../../crm/customer/customer.ts';
import { PersonId } from '../../../crm/person/person.ts';
import type {
  FactAnswer,
  FactDeal,
  FactHandoff,
  FactInvoice,
  FactPayment,
  FactPromise,
  FactTicket,
  SignalHistory,
  Talk,
} from '../../../crm/signal/facts.ts';
import type { SignalWords } from '../../../crm/signal/rule.ts';

export const NOW = new Date('2026-11-24T10:00:00Z');
export const [HOUR, DAY] = [3_600_000, 86_400_000];
export const ago = (days: number): Date => new Date(NOW.getTime() - days * DAY);

/** A live customer of whom nothing is known, and what a test wants to say of it. */
export const history = (
  over: Partial<Omit<SignalHistory, 'customer'>> & {
    customer?: Partial<SignalHistory['customer']>;
  } = {},
): SignalHistory => ({
  talks: [],
  tickets: [],
  answers: [],
  usage: [],
  usageUntil: null,
  deals: [],
  invoices: [],
  payments: [],
  handoffs: [],
  promises: [],
  lookAlikes: [],
  ...over,
  customer: {
    id: CustomerId.parse('acme'),
    name: 'Acme',
    stage: 'live',
    ownerId: null,
    renewsOn: null,
    since: null,
    ...over.customer,
  },
});

/** A call of Ana's, so many days ago. */
export const talk = (days: number, over: Partial<Talk> = {}): Talk => ({
  source: 'crm',
  externalId: `talk ${days}`,
  at: ago(days),
  kind: 'call',
  direction: 'outbound',
  department: 'sales',
  personId: PersonId.parse('ana'),
  person: 'Ana',
  contact: null,
  visibility: 'everyone',
  ...over,
});

export const letter = (days: number, over: Partial<Talk> = {}): Talk =>
  talk(days, { kind: 'email', direction: 'inbound', personId: null, person: null, ...over });

export const ticket = (days: number, over: Partial<FactTicket> = {}): FactTicket => ({
  source: 'crm',
  id: `ticket ${days}`,
  subject: `Ticket ${days}`,
  priority: 'urgent',
  urgentSince: null,
  openedAt: ago(days),
  solvedAt: null,
  ...over,
});

export const answer = (
  days: number,
  score: number,
  over: Partial<FactAnswer> = {},
): FactAnswer => ({
  source: 'crm',
  id: `answer ${days}`,
  survey: 'nps',
  score,
  best: 10,
  at: ago(days),
  ...over,
});

export const deal = (days: number | null, over: Partial<FactDeal> = {}): FactDeal => ({
  source: 'crm',
  id: `deal ${days}`,
  name: 'Seats',
  ownerId: null,
  openedAt: days === null ? null : ago(days),
  closedAt: null,
  steps: [],
  ...over,
});

export const invoice = (dueOn: string, over: Partial<FactInvoice> = {}): FactInvoice => ({
  source: 'crm',
  id: `invoice ${dueOn}`,
  number: 'R-1',
  issuedOn: '2026-10-01',
  dueOn,
  paidOn: null,
  ...over,
});

/** One that failed, so many days ago. */
export const payment = (days: number, over: Partial<FactPayment> = {}): FactPayment => ({
  source: 'crm',
  id: `payment ${days}`,
  invoice: 'i1',
  number: 'R-1',
  at: ago(days),
  failed: true,
  ...over,
});
export const handoff = (dueDaysAgo: number, closedDaysAgo: number | null = null): FactHandoff => ({
  id: `handoff ${dueDaysAgo}`,
  createdAt: ago(dueDaysAgo + 3),
  dueAt: ago(dueDaysAgo),
  closedAt: closedDaysAgo === null ? null : ago(closedDaysAgo),
});

/** So many uses a day in the two weeks until the 22nd, and in the two before. */
export const usage = (lately: number, before: number): Partial<SignalHistory> => ({
  usageUntil: '2026-11-22',
  usage: Array.from({ length: 28 }, (_, days) => ({
    day: new Date(Date.parse('2026-11-22') - days * DAY).toISOString().slice(0, 10),
    uses: days < 14 ? lately : before,
  })).filter(({ uses }) => uses > 0),
});

export const lookAlike = (
  name: string,
  since: string | null = null,
): SignalHistory['lookAlikes'][number] => ({ id: CustomerId.parse(name), name, since });

/** Words that show the value that was put in. */
export const PLAIN_WORDS: SignalWords = {
  many: (n, one, other) => `${n} ${n === 1 ? one : other}`,
  day: (value) => value,
  fromToday: (value) => `on ${value}`,
  when: (at) => at.slice(0, 10),
  since: (at) => `${Math.round((NOW.getTime() - Date.parse(at)) / HOUR)} h`,
  number: String,
  department: (id) => id,
};

/** Promised ten days ago for so many days from now; a past day is negative. */
export const promised = (due: number | null, over: Partial<FactPromise> = {}): FactPromise => ({
  id: `promise ${due}`,
  what: 'SSO',
  by: 'Ana',
  createdAt: ago(10),
  dueOn: due === null ? null : ago(-due).toISOString().slice(0, 10),
  closedAt: null,
  signs: [],
  ...over,
});
