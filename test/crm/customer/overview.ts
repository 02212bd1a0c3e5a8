import { CustomerId } from '../../../crm/customer/customer.ts';
import type { OpenTicket, Overview } from '../../../crm/store/customers.ts';

/** A customer of whom there is nothing to say, and what a test wants to say of it. */
export const overview = (over: Partial<Overview> = {}): Overview => ({
  customer: {
    id: CustomerId.parse('acme'),
    name: 'Acme',
    segment: null,
    industry: null,
    city: null,
    country: null,
    stage: 'live',
    ownerId: null,
    revenue: null,
    renewsOn: null,
    health: null,
    since: null,
    stageSince: null,
    domains: [],
  },
  owner: null,
  references: [],
  followed: false,
  pinned: false,
  goals: false,
  lateHandoff: null,
  promises: [],
  lookedAt: null,
  openTickets: [],
  openTicketCount: 0,
  openDeals: { count: 0, total: null },
  unpaid: [],
  credits: [],
  lastTouch: null,
  newest: [],
  fresh: null,
  sources: [],
  lookAlikes: [],
  planned: null,
  heldBy: null,
  leads: [],
  signals: [],
  signalRules: [],
  overrides: [],
  ...over,
});

export const ticket = (subject: string, priority: OpenTicket['priority']): OpenTicket => ({
  subject,
  priority,
  openedAt: new Date('2026-11-20T10:00:00Z'),
  owner: null,
});

export const lookAlike = (name: string): Overview['lookAlikes'][number] => ({
  id: CustomerId.parse(name),
  name,
  urgentTickets: 0,
});
