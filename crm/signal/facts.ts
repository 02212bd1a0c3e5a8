import type { CustomerId, Stage } from '../customer/customer.ts';
import type { PersonId } from '../person/person.ts';
import { type Day, dayIn } from '../time/day.ts';
import { DAY } from '../time/durations.ts';
import type { Entry } from '../timeline/entry.ts';

/** A touch of ours or a letter of theirs. */
export type Talk = Pick<
  Entry,
  | 'source'
  | 'externalId'
  | 'at'
  | 'kind'
  | 'direction'
  | 'department'
  | 'personId'
  | 'person'
  | 'contact'
  | 'visibility'
>;

export interface FactTicket {
  source: string;
  id: string;
  /** Null where somebody may not know it. */
  subject: string | null;
  priority: 'low' | 'normal' | 'high' | 'urgent';
  /** When it became urgent; null where it is not, or always was. */
  urgentSince: Date | null;
  openedAt: Date;
  /** Null while it is open. */
  solvedAt: Date | null;
}

export interface FactDeal {
  source: string;
  id: string;
  /** Null where somebody may not know it. */
  name: string | null;
  ownerId: PersonId | null;
  openedAt: Date | null;
  closedAt: Date | null;
  /** The entries of the deal on the timeline. */
  steps: readonly Date[];
}

export interface FactInvoice {
  source: string;
  id: string;
  number: string;
  issuedOn: Day;
  dueOn: Day | null;
  paidOn: Day | null;
}

export interface FactPayment {
  source: string;
  id: string;
  /** The invoice that it was for, as the source calls it. */
  invoice: string | null;
  number: string | null;
  at: Date;
  failed: boolean;
}

export interface FactAnswer {
  source: string;
  id: string;
  survey: 'csat' | 'nps' | 'ces' | 'review';
  score: number;
  best: number;
  at: Date;
}

export interface FactHandoff {
  id: string;
  createdAt: Date;
  dueAt: Date;
  /** Null while it waits: it was offered or accepted, and is not done. */
  closedAt: Date | null;
}

/** A promise that everybody may know of, without the amounts in its words. */
export interface FactPromise {
  id: string;
  what: string;
  /** The colleague’s name. */
  by: string;
  createdAt: Date;
  dueOn: Day | null;
  closedAt: Date | null;
  /** Entries since then that name it: by a word of four letters or more, or one in capitals. */
  signs: readonly Date[];
}

/** All that rules need of one customer, over as long as rules look back. */
export interface SignalHistory {
  customer: {
    id: CustomerId;
    name: string;
    stage: Stage;
    ownerId: PersonId | null;
    renewsOn: Day | null;
    since: Day | null;
  };
  /** Newest first. */
  talks: readonly Talk[];
  /** Oldest first. */
  tickets: readonly FactTicket[];
  /** Newest first. */
  answers: readonly FactAnswer[];
  usage: readonly { day: Day; uses: number }[];
  /** The last day of which any usage is known, of whichever customer. */
  usageUntil: Day | null;
  deals: readonly FactDeal[];
  /** Nearest due first. */
  invoices: readonly FactInvoice[];
  /** Newest first. */
  payments: readonly FactPayment[];
  handoffs: readonly FactHandoff[];
  /** Nearest due first. */
  promises: readonly FactPromise[];
  lookAlikes: readonly { id: CustomerId; name: string; since: Day | null }[];
}

/** The history as it was known at an instant. */
export interface SignalFacts extends SignalHistory {
  at: Date;
  /** Its day in the organisation's zone. */
  today: Day;
}

/** As long as a rule looks back, and a month of days that a dry run replays. */
export const HISTORY_DAYS = 150;

/**
 * Takes out everything that happened after an instant. Stage, owner, day of renewal and day of a promise have no past: they are as they
 * are now.
 */
export function factsAt(history: SignalHistory, at: Date, zone: string): SignalFacts {
  const today = dayIn(at, zone);
  const before = <One extends { at: Date }>(all: readonly One[]): One[] =>
    all.filter((one) => one.at <= at);
  const orOpen = (closed: Date | null): Date | null => (closed && closed <= at ? closed : null);
  const { usageUntil } = history;
  return {
    ...history,
    at,
    today,
    talks: before(history.talks),
    answers: before(history.answers),
    tickets: history.tickets
      .filter(({ openedAt }) => openedAt <= at)
      .map((ticket) => ({
        ...ticket,
        priority: priorityAt(ticket, at),
        solvedAt: orOpen(ticket.solvedAt),
      })),
    usage: history.usage.filter(({ day }) => day < today),
    usageUntil: usageUntil && usageUntil < today ? usageUntil : lastBefore(today, usageUntil),
    deals: history.deals
      .filter(({ openedAt }) => openedAt === null || openedAt <= at)
      .map((deal) => ({
        ...deal,
        closedAt: orOpen(deal.closedAt),
        steps: deal.steps.filter((step) => step <= at),
      })),
    invoices: history.invoices
      .filter(({ issuedOn }) => issuedOn <= today)
      .map((invoice) => ({
        ...invoice,
        paidOn: invoice.paidOn && invoice.paidOn <= today ? invoice.paidOn : null,
      })),
    payments: before(history.payments),
    handoffs: history.handoffs
      .filter(({ createdAt }) => createdAt <= at)
      .map((handoff) => ({ ...handoff, closedAt: orOpen(handoff.closedAt) })),
    promises: history.promises
      .filter(({ createdAt }) => createdAt <= at)
      .map((promise) => ({
        ...promise,
        closedAt: orOpen(promise.closedAt),
        signs: promise.signs.filter((sign) => sign <= at),
      })),
    lookAlikes: history.lookAlikes.filter(({ since }) => since === null || since <= today),
  };
}

/** Nobody stored how urgent it was before; it was less so. */
const priorityAt = ({ priority, urgentSince }: FactTicket, at: Date): FactTicket['priority'] =>
  priority === 'urgent' && urgentSince !== null && urgentSince > at ? 'high' : priority;

/** A day that is not over is no day of usage yet. */
const lastBefore = (today: Day, until: Day | null): Day | null =>
  until === null ? null : dayIn(new Date(Date.parse(today) - DAY), 'UTC');
