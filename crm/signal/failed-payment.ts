import { type Day, daysBetween } from '../time/day.ts';
import type { FactInvoice, FactPayment, SignalFacts } from './facts.ts';
import { daysInWords, defineSignal, type Finding, numberOf, textOf } from './rule.ts';

/**
 * A source told that a payment failed or, where none did, the day of an invoice passed and no payment came. The card's
 * own line reads the same invoices; it says nothing of a payment that failed.
 */
export const failedPayment = defineSignal({
  id: 'failed-payment',
  name: 'Failed payment',
  meaning: (days) =>
    `A payment failed, or an invoice is unpaid for ${daysInWords(days)} or more after it was due.`,
  threshold: { unit: 'days', usual: 1, least: 1, most: 90 },
  kinds: ['invoice-issued', 'invoice-paid', 'payment-received', 'payment-failed'],
  holds: true,
  field: 'invoices',
  onCard: { line: 'late-invoice', always: true, unless: ({ failedAt }) => failedAt !== undefined },
  find: (facts, days) => paymentFailed(facts) ?? pastDue(facts, days),
  tell({ number, dueOn, count, failedAt }, words) {
    const n = numberOf(count);
    if (failedAt !== undefined)
      return {
        title: `a payment${textOf(number) ? ` of invoice ${textOf(number)}` : ''} failed ${words.when(textOf(failedAt))}`,
        more: n > 1 ? words.many(n, 'failed payment', 'failed payments') : null,
        next: 'ask Finance what went wrong with the payment, before anybody makes an offer',
      };
    return {
      title: `invoice ${textOf(number)} was due ${words.day(textOf(dueOn))} and is not paid`,
      more: n > 1 ? words.many(n, 'late invoice', 'late invoices') : null,
      next: 'ask Finance whether the payment failed, before anybody makes an offer',
    };
  },
});

/** Until the money came after all: by a later payment, or because the invoice is paid. */
function paymentFailed({ payments, invoices }: SignalFacts): Finding | null {
  const failed = payments.filter(
    (payment) => payment.failed && !isMadeGood(payment, payments, invoices),
  );
  const [first] = failed;
  if (!first) return null;
  return {
    key: `payment:${first.source}:${first.id}`,
    detail: { number: first.number ?? '', failedAt: first.at.toISOString(), count: failed.length },
    causes: failed.map(({ source, id, at, number }) => ({
      kind: 'payment',
      source,
      id,
      at,
      name: number,
    })),
  };
}

const isMadeGood = (
  { source, invoice, at }: FactPayment,
  payments: readonly FactPayment[],
  invoices: readonly FactInvoice[],
): boolean =>
  payments.some(
    (other) =>
      !other.failed && other.source === source && other.invoice === invoice && other.at > at,
  ) || invoices.some((one) => one.source === source && one.id === invoice && one.paidOn !== null);

function pastDue(
  { invoices, today }: { invoices: readonly FactInvoice[]; today: Day },
  days: number,
): Finding | null {
  const late = invoices.filter(
    ({ dueOn, paidOn }) => paidOn === null && dueOn !== null && daysBetween(dueOn, today) >= days,
  );
  const [first] = late;
  if (!first) return null;
  return {
    key: `${first.source}:${first.id}`,
    detail: { number: first.number, dueOn: first.dueOn, count: late.length },
    causes: late.map(({ source, id, number }) => ({
      kind: 'invoice',
      source,
      id,
      at: null,
      name: number,
    })),
  };
}
