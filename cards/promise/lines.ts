import type { CustomerId } from '../../crm/customer/customer.ts';
import type { PromiseSummary } from '../../crm/promise/summary.ts';
import type { OpenPromise } from '../../crm/store/customers.ts';
import { daysBetween } from '../../crm/time/day.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { day, dayOf, fromToday, type Reader } from '../view/format.ts';
import { shortText } from '../view/lines.ts';
import { firstName, joinByDots } from '../view/names.ts';
import { type Block, text } from '../view/view.ts';
import { promisesShow } from './actions.ts';

const WHAT_MAX = 90;
/** On the customer's card. */
const SHOWN = 2;

export const promiseTitle = (
  { promise, customer }: Pick<PromiseSummary, 'promise' | 'customer'>,
  reader: Reader,
): string => stringsFor(reader).promise.title(customer, shortText(promise.what, WHAT_MAX));

/** `Promised SSO by 1 Dec`. */
export const promisedWords = (
  { what, dueOn }: Pick<OpenPromise, 'what' | 'dueOn'>,
  reader: Reader,
): string => stringsFor(reader).promise.on(shortText(what, WHAT_MAX), dueOn && day(dueOn, reader));

/** `Promised by 1 Dec, in 3 days`, `Promised by 1 Dec, not kept for 4 days`. */
export function dayWords({ dueOn }: Pick<OpenPromise, 'dueOn'>, reader: Reader): string {
  const { promise: strings } = stringsFor(reader);
  if (dueOn === null) return strings.noDay;
  const late = daysBetween(dueOn, dayOf(reader.now, reader));
  return late > 0
    ? strings.late(day(dueOn, reader), strings.days(late))
    : strings.due(day(dueOn, reader), fromToday(dueOn, reader));
}

/** `⚠ 4 days late`, `by 9 Dec`. */
export function dayInList({ dueOn }: Pick<OpenPromise, 'dueOn'>, reader: Reader): string {
  const { promise: strings } = stringsFor(reader);
  if (dueOn === null) return strings.list.noDay;
  const today = dayOf(reader.now, reader);
  return dueOn < today
    ? `⚠ ${strings.list.late(strings.days(daysBetween(dueOn, today)))}`
    : strings.list.by(day(dueOn, reader));
}

/** For the customer's card: promises that can still be kept in time; those that were not are warnings. */
export function promiseBlocks(
  promises: readonly OpenPromise[],
  { customer, reader, personal }: { customer: CustomerId; reader: Reader; personal: boolean },
): Block[] {
  const today = dayOf(reader.now, reader);
  const open = promises.filter(({ dueOn }) => dueOn === null || dueOn >= today);
  const rest = open.length - SHOWN;
  const { promise: strings } = stringsFor(reader);
  return [
    ...open
      .slice(0, SHOWN)
      .map((one) => text(joinByDots([promisedWords(one, reader), firstName(one.name)]))),
    ...(rest > 0 && personal
      ? [
          {
            kind: 'buttons' as const,
            buttons: [button(strings.more(rest), press(promisesShow, { customer }))],
          },
        ]
      : []),
  ];
}
