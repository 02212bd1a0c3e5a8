import { customerListCard } from '../../cards/customer/list-card.ts';
import { followListButton } from '../../cards/follow/list-follow-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { type CustomerList, seesList } from '../../crm/customer/list.ts';
import { wordsOfList } from '../../crm/customer/list-words.ts';
import { accessOf, mayExport } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import { failedPayment } from '../../crm/signal/failed-payment.ts';
import { readListed } from '../../crm/signal/listed.ts';
import { settingOf } from '../../crm/signal/watch.ts';
import type { ListedFor } from '../../crm/store/customers.ts';
import { clip } from '../../crm/text/cut.ts';
import { dayIn } from '../../crm/time/day.ts';
import type { Context, Reply } from '../command.ts';

/** As many as a phone shows without scrolling twice. */
const SHOWN = 8;
/** Of a list without a name, its words are its name. */
const LONGEST_NAME = 60;

/** One page of a list as its asker may see it here. `name`: of a list that they kept; `said`: what was done before. */
export async function listPage(
  { skip, ...list }: CustomerList & { skip: number },
  { name, said }: { name: string | null; said: string | null },
  context: Context,
): Promise<Reply> {
  const { store, person, place, access, now, reader, audit } = context;
  if (!seesList(list, access)) {
    const { notHere, keptFromYou } = stringsFor(reader).customerList;
    const isTheirs = seesList(list, accessOf(person));
    throw new Problem('list-not-here', isTheirs ? notHere : keptFromYou);
  }
  const today = dayIn(now, reader.zone);
  const { threshold: lateAfter } = settingOf(failedPayment, await store.signals.settings());
  const by = { person: person.id, access, now, today, lateAfter, skip, limit: SHOWN };
  const { customers: found, count } = await store.customers.listed(list, by);
  const seen = { person: person.id, access, now, today };
  const isPlace = count > 0 || (await hasPlace(list, by, context));
  const known = await Promise.all(found.map(({ id }) => readListed(id, seen, store)));
  await audit({
    action: 'look-up',
    customer: null,
    detail: { shown: 'customers', list: list.kind, of: list.of, customers: found.length },
  });
  const words = wordsOfList(list);
  const shown = { name: name ?? clip(words, LONGEST_NAME), words };
  return {
    kind: 'answer',
    view: customerListCard({
      list,
      customers: known.flatMap((one) => one ?? []),
      total: count,
      skip,
      name,
      isPlace,
      said,
      words,
      exports: count > 0 && mayExport(person),
      here:
        place.kind === 'channel' || place.kind === 'group' ? followListButton(shown, reader) : null,
      reader,
    }),
  };
}

/** False where the records have no customer at all in the place that was named, so that nobody reads of "nobody at risk" there. */
async function hasPlace(
  { city, ...list }: CustomerList,
  by: ListedFor,
  { store }: Context,
): Promise<boolean> {
  if (city === null) return true;
  const all = { ...list, city, of: 'everyone', kind: 'all', after: 0, span: null } as const;
  return (await store.customers.listed(all, { ...by, skip: 0, limit: 1 })).count > 0;
}
