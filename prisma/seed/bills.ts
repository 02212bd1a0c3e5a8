import type { Money } from '../../crm/customer/customer.ts';
import { type Clock, HOME } from './calendar.ts';
import type { RecordBuilder } from './record-builder.ts';

export interface Bill {
  number: number;
  money: Money;
  /** Days ago. */
  issued: number;
  /** Days ago; negative is to come. */
  due: number;
  /** Days ago; null while unpaid. */
  paid: number | null;
  what: string;
}

/** An invoice with its sending and, where there was one, its payment. */
export function invoice(
  builder: RecordBuilder,
  clock: Clock,
  { number, money, issued, due, paid, what }: Bill,
): void {
  const id = `inv-${number}`;
  const link = `https://billing.example/invoices/${number}`;
  const customer = builder.company.ids.billing;
  builder.add({
    kind: 'invoice',
    source: 'billing',
    externalId: id,
    customer,
    number: String(number),
    money,
    issuedOn: clock.day(-issued),
    dueOn: clock.day(-due),
    paidOn: paid === null ? null : clock.day(-paid),
  });
  builder.tell({
    at: clock.ago(issued, '08:05'),
    kind: 'invoice',
    channel: 'invoice',
    source: 'billing',
    by: 'oskar',
    title: `Invoice ${number} sent, due ${clock.say(-due)}`,
    body: what,
    money,
    link,
    record: { kind: 'invoice', id },
  });
  if (paid === null) return;
  const payment = `pay-${number}`;
  const at = clock.ago(paid, '08:40', HOME);
  builder.add({
    kind: 'payment',
    source: 'billing',
    externalId: payment,
    customer,
    invoice: id,
    money,
    at,
    method: number % 3 ? 'bank transfer' : 'card',
  });
  const late = due - paid;
  builder.tell({
    at,
    kind: 'payment',
    channel: 'invoice',
    direction: 'inbound',
    source: 'billing',
    money,
    link,
    record: { kind: 'payment', id: payment },
    title:
      late > 0
        ? `Invoice ${number} paid, ${late} ${late === 1 ? 'day' : 'days'} late`
        : `Invoice ${number} paid`,
  });
}

export interface Plan {
  plan: string;
  seats: number;
  monthly: Money | null;
  /** Days ago. */
  started: number;
  ended?: number;
  upgraded?: boolean;
  downgraded?: boolean;
  trial?: boolean;
  title?: string;
}

export function subscription(builder: RecordBuilder, clock: Clock, told: Plan): void {
  const id = builder.id('sub');
  const { plan, seats, monthly, started, ended, trial = false } = told;
  builder.add({
    kind: 'subscription',
    source: 'billing',
    externalId: id,
    customer: builder.company.ids.billing,
    plan,
    seats,
    monthly,
    trial,
    interval: trial ? null : 'year',
    startedOn: clock.day(-started),
    endedOn: ended === undefined ? null : clock.day(-ended),
    upgraded: told.upgraded ?? false,
    downgraded: told.downgraded ?? false,
  });
  builder.tell({
    at: clock.ago(started, '09:00'),
    kind: 'subscription',
    channel: 'system',
    direction: 'internal',
    source: 'billing',
    title: told.title ?? `${plan} plan started, ${seats} seats`,
    record: { kind: 'subscription', id },
    ...(monthly && { money: { ...monthly, amount: monthly.amount * 12 } }),
  });
}

export function farewell(
  builder: RecordBuilder,
  at: Date,
  { reason, feedback }: { reason: string; feedback: string },
): void {
  const id = builder.id('churn');
  builder.add({
    kind: 'churn',
    source: 'billing',
    externalId: id,
    customer: builder.company.ids.billing,
    at,
    reason,
    feedback,
    refund: null,
    reactivation: false,
  });
  builder.tell({
    at,
    kind: 'churn',
    channel: 'system',
    direction: 'inbound',
    source: 'billing',
    department: 'success',
    title: `Left us: ${reason}`,
    body: feedback,
    record: { kind: 'churn', id },
  });
}
