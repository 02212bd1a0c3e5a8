import { customerListCard, type ListedCustomer } from '../../cards/customer/list-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { CustomerSummary } from '../../crm/customer/customer.ts';
import { type CustomerList, seesList } from '../../crm/customer/list.ts';
import { accessOf, redact } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import { failedPayment } from '../../crm/signal/failed-payment.ts';
import { warningsFor } from '../../crm/signal/warning.ts';
import { settingOf } from '../../crm/signal/watch.ts';
import { dayIn } from '../../crm/time/day.ts';
import type { Context, Reply } from '../command.ts';
import { wordsOfList } from '../parse/customer-list.ts';

/** As many as a phone shows without scrolling twice. */
const SHOWN = 8;

/** One page of a list as its asker may see it here. `name`: of a list that they kept; `said`: what was done before. */
export async function listPage(
  { skip, ...list }: CustomerList & { skip: number },
  { name, said }: { name: string | null; said: string | null },
  context: Context,
): Promise<Reply> {
  const { store, person, access, now, reader, audit } = context;
  if (!seesList(list, access)) {
    const { notHere, keptFromYou } = stringsFor(reader).customerList;
    const isTheirs = seesList(list, accessOf(person));
    throw new Problem('list-not-here', isTheirs ? notHere : keptFromYou);
  }
  const today = dayIn(now, reader.zone);
  const { threshold: lateAfter } = settingOf(failedPayment, await store.signals.settings());
  const by = { person: person.id, access, now, today, lateAfter, skip, limit: SHOWN };
  const { customers: found, count } = await store.customers.listed(list, by);
  const known = await Promise.all(found.map((customer) => withReasons(customer, context)));
  await audit({
    action: 'look-up',
    customer: null,
    detail: { shown: 'customers', list: list.kind, of: list.of, customers: found.length },
  });
  return {
    kind: 'answer',
    view: customerListCard({
      list,
      customers: known.flatMap((one) => one ?? []),
      total: count,
      skip,
      name,
      said,
      words: wordsOfList(list),
      reader,
    }),
  };
}

async function withReasons(
  { id, name, owner }: CustomerSummary,
  { store, person, access, now, reader }: Context,
): Promise<ListedCustomer | null> {
  const overview = await store.customers.overview(id, person.id, access, now);
  if (!overview) return null;
  const seen = redact(overview, access);
  return {
    id,
    name,
    owner,
    renewsOn: seen.customer.renewsOn,
    since: seen.customer.since,
    warnings: warningsFor(seen, {
      me: person.id,
      access,
      now,
      today: dayIn(now, reader.zone),
    }),
  };
}
