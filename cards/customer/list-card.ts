import type { CustomerList } from '../../crm/customer/list.ts';
import type { ListedCustomer } from '../../crm/signal/listed.ts';
import type { Warning } from '../../crm/signal/warning.ts';
import { addDays, daysBetween } from '../../crm/time/day.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { count, day, dayOf, fromToday, type Reader } from '../view/format.ts';
import { firstName, joinByDots } from '../view/names.ts';
import { restBlock } from '../view/rest.ts';
import { type Button, text, type View } from '../view/view.ts';
import { customerShow, customersPage, listShow } from './actions.ts';
import { keepButtons } from './saved-lists-card.ts';
import { sinceWords } from './since.ts';
import { warningText } from './warnings.ts';

export interface CustomerListCard {
  list: CustomerList;
  customers: readonly ListedCustomer[];
  /** All of the list, and how many of them stood on the cards before. */
  total: number;
  skip: number;
  /** The name by which the reader kept it; null where they did not. */
  name: string | null;
  /** Some customer is in the place that was named; true where none was. */
  isPlace: boolean;
  /** The deed that led to it, in words. */
  said: string | null;
  /** The words that mean it. */
  words: string;
  /** Has the channel follow it; null where it is shown in none. */
  here: Button | null;
  /** The reader may take it out as a file. */
  exports: boolean;
  reader: Reader;
}

const REASONS = 2;

/** One line a customer, worst first, with the reason on it. */
export function customerListCard(card: CustomerListCard): View {
  const { list, customers, total, skip, name, said, reader } = card;
  const all = stringsFor(reader);
  const strings = all.customerList;
  if (total === 0) return emptyCard(card);
  const title = joinByDots([
    name,
    strings.titles[list.kind],
    strings.count(total, count(total, reader), strings.whose[list.of]),
  ]);
  return {
    title,
    blocks: [
      ...(said ? [text(said)] : []),
      text(
        joinByDots([
          range(list, reader),
          list.city && strings.city(list.city),
          strings.order[list.kind],
        ]),
        'quiet',
      ),
      {
        kind: 'choices',
        choices: customers.map((one) => ({
          title: one.name,
          detail: listedDetail(one, list, reader),
          button: button(strings.show, press(customerShow, { customer: one.id })),
        })),
      },
      ...restBlock(
        total - skip - customers.length,
        name === null
          ? press(customersPage, { ...list, skip: skip + customers.length })
          : press(listShow, { name, skip: skip + customers.length }),
        reader,
      ),
      ...(skip === 0 ? [keepButtons(list, card)] : []),
    ],
  };
}

function emptyCard(card: CustomerListCard): View {
  const { list, name, said, isPlace, reader } = card;
  const { customerList: strings } = stringsFor(reader);
  if (list.city !== null && !isPlace)
    return {
      title: joinByDots([name, strings.noPlace.title(list.city)]),
      blocks: [...(said ? [text(said)] : []), text(strings.noPlace.how), keepButtons(list, card)],
    };
  const where = [range(list, reader), list.city && strings.city(list.city)].filter(Boolean);
  const noneOfAll = list.city ? strings.noneAt : strings.noneOfAll;
  return {
    title: joinByDots([name, list.kind === 'all' ? noneOfAll[list.of] : strings.none[list.kind]]),
    blocks: [
      ...(said ? [text(said)] : []),
      ...(where.length > 0 ? [text(joinByDots(where), 'quiet')] : []),
      ...(list.kind === 'all' ? [] : [text(strings.noneOf[list.of])]),
      keepButtons(list, card),
    ],
  };
}

/** `until 29 Jan`, where the list has an end. */
function range({ kind, days, after }: CustomerList, reader: Reader): string | null {
  const { customerList: strings } = stringsFor(reader);
  if (after > 0) {
    const today = dayOf(reader.now, reader);
    const [near, far] = [after, days].map((n) =>
      day(addDays(today, kind === 'new' ? -n : n), reader),
    );
    return kind === 'new'
      ? strings.between(far ?? '', near ?? '')
      : strings.between(near ?? '', far ?? '');
  }
  if (kind === 'renewing') {
    const last = addDays(dayOf(reader.now, reader), days);
    return strings.until(day(last, reader));
  }
  return kind === 'new' ? strings.since(days, count(days, reader)) : null;
}

/** The list's own reason first, then what else to be careful about, a renewal that is near, and the owner. */
export function listedDetail(
  one: ListedCustomer,
  { kind, of }: CustomerList,
  reader: Reader,
): string {
  const { customer } = stringsFor(reader);
  const renewal =
    one.renewsOn && customer.renews(day(one.renewsOn, reader), fromToday(one.renewsOn, reader));
  const since = one.since && sinceWords({ since: one.since, stage: one.stage }, day, reader);
  const first = OWN_WARNING[kind];
  const reasons = [...one.warnings]
    .sort((a, b) => Number(b.kind === first) - Number(a.kind === first))
    .slice(0, DATED.includes(kind) ? 1 : REASONS)
    // The line says the renewal itself.
    .map((warning) => (warning.kind === 'silent' ? { ...warning, renewsOn: null } : warning));
  return joinByDots([
    kind === 'renewing' ? renewal : null,
    kind === 'new' ? since : null,
    ...reasons.map((warning) => `⚠ ${warningText(warning, reader)}`),
    kind !== 'renewing' && isSoon(one, reader) ? renewal : null,
    of === 'mine' || !one.owner ? null : firstName(one.owner),
  ]);
}

/** Lists whose line begins with a day. */
const DATED: readonly CustomerList['kind'][] = ['renewing', 'new'];

const OWN_WARNING: Partial<Record<CustomerList['kind'], Warning['kind']>> = {
  silent: 'silent',
  urgent: 'urgent-tickets',
  unpaid: 'late-invoice',
};

/** A renewal that is further away matters to no other list. */
const SOON = 90;

const isSoon = ({ renewsOn }: ListedCustomer, reader: Reader): boolean =>
  renewsOn !== null && daysBetween(dayOf(reader.now, reader), renewsOn) <= SOON;
