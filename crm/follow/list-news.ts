import type { CustomerId } from '../customer/customer.ts';
import { type CustomerList, type ListPage, seesList } from '../customer/list.ts';
import { customerListWords } from '../customer/list-words.ts';
import { closedDays } from '../digest/rules.ts';
import { slotAfter } from '../digest/schedule.ts';
import type { PersonId } from '../person/person.ts';
import type { Place } from '../person/place.ts';
import type { Access } from '../policy/policy.ts';
import { failedPayment } from '../signal/failed-payment.ts';
import { type ListedCustomer, readListed } from '../signal/listed.ts';
import { settingOf } from '../signal/watch.ts';
import type { Store } from '../store/store.ts';
import type { Day } from '../time/day.ts';
import { DAY } from '../time/durations.ts';
import { type ListChange, type ListFollow, newsSchedule } from './list-follow.ts';

export interface NewsReader {
  person: PersonId | null;
  access: Access;
  now: Date;
  /** The readers' calendar day. */
  today: Day;
}

/** The list that a channel follows, as its words mean it on this day, or why it cannot be shown: its words mean none, or its readers may not see it. */
export function listOf(
  { words }: Pick<ListFollow, 'words'>,
  { access, today }: Pick<NewsReader, 'access' | 'today'>,
): CustomerList | 'unread' | 'hidden' {
  const list = customerListWords(words, today);
  if (!list) return 'unread';
  return seesList(list, access) ? list : 'hidden';
}

/** The customers of some changes as these readers may see them; those that are gone are left out. */
export async function readChanges(
  changes: readonly ListChange[],
  by: NewsReader,
  store: Pick<Store, 'customers'>,
): Promise<{ came: ListedCustomer[]; left: ListedCustomer[] }> {
  const read = async (came: boolean): Promise<ListedCustomer[]> => {
    const ids = changes.filter((one) => one.came === came).map(({ customerId }) => customerId);
    const found = await Promise.all(ids.map((id) => readListed(id, by, store)));
    return found.flatMap((one) => one ?? []);
  };
  const [came, left] = await Promise.all([read(true), read(false)]);
  return { came, left };
}

/** The most customers of a list that a channel follows: all of them are compared each day. */
export const MOST_FOLLOWED = 5000;

/** All customers on the list, the worst first; null where they are more than a channel follows. `person` is the one whose `mine` it is. */
export async function membersOf(
  list: CustomerList,
  by: NewsReader & { person: PersonId },
  store: Pick<Store, 'customers' | 'signals'>,
): Promise<CustomerId[] | null> {
  const { customers, count } = await customersOf(list, { ...by, limit: MOST_FOLLOWED }, store);
  return count > MOST_FOLLOWED ? null : customers.map(({ id }) => id);
}

/** So many of the list, the worst first, with enough of each to tell it from its namesakes, and how many there are. */
export async function customersOf(
  list: CustomerList,
  by: NewsReader & { person: PersonId; limit: number },
  { customers, signals }: Pick<Store, 'customers' | 'signals'>,
): Promise<ListPage> {
  const { threshold: lateAfter } = settingOf(failedPayment, await signals.settings());
  return customers.listed(list, { ...by, lateAfter, skip: 0 });
}

/** When a channel is told next. `zone` is the organisation's. */
export async function nextNews(
  place: Place,
  { now, zone }: { now: Date; zone: string },
  store: Pick<Store, 'digests' | 'holidays'>,
): Promise<Date> {
  const digest = await store.digests.of({ kind: 'place', place });
  const schedule = newsSchedule(digest?.schedule ?? null, zone);
  const slot = slotAfter(now, schedule, await closedDays(schedule, now, store));
  return slot?.at ?? new Date(now.getTime() + DAY);
}
