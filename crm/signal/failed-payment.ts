import { daysBetween } from '../time/day.ts';
import { daysInWords, defineSignal, numberOf, textOf } from './rule.ts';

/** The day of an invoice passed and no payment came. The card's own line reads the same invoices. */
export const failedPayment = defineSignal({
  id: 'failed-payment',
  name: 'Failed payment',
  meaning: (days) => `An invoice is unpaid for ${daysInWords(days)} or more after it was due.`,
  threshold: { unit: 'days', usual: 1, least: 1, most: 90 },
  kinds: ['invoice-issued', 'invoice-paid', 'payment-received'],
  holds: true,
  field: 'invoices',
  onCard: { line: 'late-invoice', always: true },
  find({ invoices, today }, days) {
    const late = invoices.filter(
      ({ dueOn, paidOn }) => paidOn === null && daysBetween(dueOn, today) >= days,
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
  },
  tell({ number, dueOn, count }, words) {
    const n = numberOf(count);
    return {
      title: `invoice ${textOf(number)} was due ${words.day(textOf(dueOn))} and is not paid`,
      more: n > 1 ? words.many(n, 'late invoice', 'late invoices') : null,
      next: 'ask Finance whether the payment failed, before anybody makes an offer',
    };
  },
});
