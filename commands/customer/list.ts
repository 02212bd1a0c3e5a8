import { customersPage } from '../../cards/customer/actions.ts';
import { customerListCard, type ListedCustomer } from '../../cards/customer/list-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { CustomerSummary } from '../../crm/customer/customer.ts';
import { type CustomerList, seesList } from '../../crm/customer/list.ts';
import { accessOf, redact } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import { warningsFor } from '../../crm/signal/warning.ts';
import { dayIn } from '../../crm/time/day.ts';
import {
  CommandInput,
  type Context,
  defineCommand,
  inputText,
  on,
  type Reply,
} from '../command.ts';
import { customerListWords } from '../parse/customer-list.ts';
import { LONGEST } from '../parse/which-customer.ts';
import { LIST_PHRASES } from './list-phrases.ts';

/** As many as a phone shows without scrolling twice. */
const SHOWN = 8;

export const customers = defineCommand({
  name: 'customers',
  usage:
    'customers [mine | followed] [at risk | silent | renewing | urgent | unpaid | new] [in city]',
  summary: 'Questions across customers: one line each, worst first, with the reason',
  examples: [
    'customers',
    'customers at risk',
    'customers mine renewing 60 days',
    'customers urgent',
  ],
  aliases: ['accounts'],
  phrases: LIST_PHRASES,
  readsOnly: true,
  args: CommandInput,
  async run(typed, context) {
    const { now, reader } = context;
    const words = inputText(typed);
    const list = words.length > LONGEST ? null : customerListWords(words, dayIn(now, reader.zone));
    if (!list)
      throw new Problem('unread-list', stringsFor(reader).customerList.unread(words.slice(0, 80)));
    return page({ ...list, skip: 0 }, context);
  },
  actions: [on(customersPage, page)],
});

async function page(
  { skip, ...list }: CustomerList & { skip: number },
  context: Context,
): Promise<Reply> {
  const { store, person, access, now, reader, audit } = context;
  if (!seesList(list, access)) {
    const { notHere, keptFromYou } = stringsFor(reader).customerList;
    const isTheirs = seesList(list, accessOf(person));
    throw new Problem('list-not-here', isTheirs ? notHere : keptFromYou);
  }
  const today = dayIn(now, reader.zone);
  const by = { person: person.id, access, now, today, skip, limit: SHOWN };
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
