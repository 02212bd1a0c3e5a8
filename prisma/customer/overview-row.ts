import { z } from 'zod';
import { type Customer, CustomerId, type Reference, Stage } from '../../crm/customer/customer.ts';
import type { AssignedLead } from '../../crm/customer/department-leads.ts';
import { PersonId } from '../../crm/person/person.ts';
import { UPSTREAM_FAULTS } from '../../crm/problem.ts';
import { RuleSetting, Signal } from '../../crm/signal/signal.ts';
import type { OpenTicket, Overview } from '../../crm/store/customers.ts';
import { Visibility } from '../../crm/timeline/entry.ts';
import { type EntryJson, entryOf, moneyOf } from '../timeline/entries.ts';
import type { Recency } from './last-touch.ts';

type TicketJson = [
  subject: string,
  priority: OpenTicket['priority'],
  openedAt: string,
  owner: string | null,
];

type PromiseJson = [
  id: string,
  what: string,
  dueOn: string | null,
  by: string,
  createdBy: string,
  department: string,
  visibility: string,
  name: string | null,
];

export interface OverviewRow {
  n: number;
  id: string;
  name: string;
  segment: string | null;
  industry: string | null;
  city: string | null;
  country: string | null;
  stage: string;
  owner_id: string | null;
  revenue: number | null;
  currency: string | null;
  renews_on: string | null;
  health: number | null;
  since: string | null;
  stage_since: Date | null;
  domains: string[];
  owner: string | null;
  references: Reference[] | null;
  followed: boolean;
  pinned: boolean;
  goals: boolean;
  late_handoff: [dueAt: string, to: string | null, department: string | null, n: number] | null;
  promises: PromiseJson[] | null;
  looked_at: Date | null;
  tickets: [...TicketJson, inAll: number][] | null;
  deals: [count: number, total: number | null, currency: string | null];
  credits: [count: number, number: string | null, amount: number, currency: string][] | null;
  unpaid: [number: string, amount: number, currency: string, dueOn: string][] | null;
  newest: EntryJson[] | null;
  planned: EntryJson | null;
  assigned: [department: string, id: string, name: string][] | null;
  held: [id: string, name: string, since: string | null] | null;
  sources:
    | {
        source: string;
        at: string;
        readAt: string | null;
        failedAt: string | null;
        fault: string | null;
        knows: boolean;
      }[]
    | null;
  alikes: { id: string; name: string; urgent: number }[] | null;
  signals: unknown[] | null;
  rules: unknown[] | null;
  overrides: [id: string, name: string, at: string][] | null;
}

export function overviewOf(
  row: OverviewRow,
): Omit<Overview, 'newest' | 'leads' | 'sources' | keyof Recency> {
  const tickets = row.tickets ?? [];
  const [deals, total, currency] = row.deals;
  return {
    customer: customerOf(row),
    owner: row.owner,
    references: row.references ?? [],
    followed: row.followed,
    pinned: row.pinned,
    goals: row.goals,
    lateHandoff: row.late_handoff && lateHandoffOf(row.late_handoff),
    promises: (row.promises ?? []).map(promiseOf),
    lookedAt: row.looked_at,
    openTickets: tickets.map(ticketOf),
    openTicketCount: tickets[0]?.[4] ?? 0,
    openDeals: { count: deals, total: moneyOf(total, currency) },
    unpaid: (row.unpaid ?? []).map(([number, amount, currency, dueOn]) => ({
      number,
      money: { amount, currency },
      dueOn,
    })),
    credits: (row.credits ?? []).map(([count, number, amount, currency]) => ({
      count,
      number,
      money: { amount, currency },
    })),
    lookAlikes: (row.alikes ?? []).map(({ id, name, urgent }) => ({
      id: CustomerId.parse(id),
      name,
      urgentTickets: urgent,
    })),
    planned: row.planned && entryOf(row.planned),
    heldBy: row.held && heldBy(row.held),
    signals: z.array(Standing).parse(row.signals ?? []),
    signalRules: z.array(RuleSetting).parse(row.rules ?? []),
    overrides: (row.overrides ?? []).map(([id, name, at]) => ({
      person: PersonId.parse(id),
      name,
      at: new Date(at),
    })),
  };
}

/** Systems that know the customer, or told what stands among the newest; the age of any other says nothing here. */
export const knowingSources = (
  { sources }: OverviewRow,
  newest: Overview['newest'],
): Overview['sources'] =>
  (sources ?? [])
    .filter(({ knows, source }) => knows || newest.some((entry) => entry.source === source))
    .map(({ source, at, readAt, failedAt, fault }) => ({
      source,
      at: new Date(at),
      readAt: readAt === null ? null : new Date(readAt),
      failing: failedAt === null ? null : { since: new Date(failedAt), fault: Fault.parse(fault) },
    }));

export const assignedIn = ({ assigned }: OverviewRow): AssignedLead[] =>
  (assigned ?? []).map(([department, id, name]) => ({
    department,
    person: PersonId.parse(id),
    name,
  }));

/** A later version may know more of them. */
const Fault = z.enum(UPSTREAM_FAULTS).catch('unavailable');
const Standing = Signal.pick({ id: true, rule: true, detail: true, causes: true });

const lateHandoffOf = ([dueAt, to, department, count]: NonNullable<
  OverviewRow['late_handoff']
>): Overview['lateHandoff'] => ({ dueAt: new Date(dueAt), to, department, count });

const promiseOf = ([
  id,
  what,
  dueOn,
  by,
  createdBy,
  department,
  visibility,
  name,
]: PromiseJson) => ({
  id,
  what,
  dueOn,
  by: PersonId.parse(by),
  createdBy: PersonId.parse(createdBy),
  department,
  visibility: Visibility.parse(visibility),
  name: name ?? '–',
});

const ticketOf = ([subject, priority, openedAt, owner]:
  | TicketJson
  | [...TicketJson, number]): OpenTicket => ({
  subject,
  priority,
  openedAt: new Date(openedAt),
  owner,
});

const heldBy = ([id, name, since]: [string, string, string | null]) => ({
  person: PersonId.parse(id),
  name,
  since: since === null ? null : new Date(since),
});

const customerOf = (row: OverviewRow): Customer => ({
  id: CustomerId.parse(row.id),
  name: row.name,
  segment: row.segment,
  industry: row.industry,
  city: row.city,
  country: row.country,
  stage: Stage.parse(row.stage),
  ownerId: row.owner_id === null ? null : PersonId.parse(row.owner_id),
  revenue: moneyOf(row.revenue, row.currency),
  renewsOn: row.renews_on,
  health: row.health,
  since: row.since,
  stageSince: row.stage_since,
  domains: row.domains,
});
