import type { Customer } from '../../crm/customer/customer.ts';
import type { Day } from '../../crm/time/day.ts';
import { stringsFor } from '../strings.ts';
import { day, dayOf, type Reader } from '../view/format.ts';

/** The first day with us, which says nothing of the stage: a lead is known since then; one who signed may begin later. */
export function sinceWords(
  { since, stage }: { since: Day } & Pick<Customer, 'stage'>,
  write: (day: Day, reader: Reader) => string,
  reader: Reader,
): string {
  const { customer: strings } = stringsFor(reader);
  if (since > dayOf(reader.now, reader)) return strings.customerFrom(day(since, reader));
  const isCustomer = stage !== 'lead' && stage !== 'prospect';
  return (isCustomer ? strings.customerSince : strings.knownSince)(write(since, reader));
}
