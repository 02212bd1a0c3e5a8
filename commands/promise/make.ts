import { stringsFor } from '../../cards/strings.ts';
import { moment } from '../../cards/view/format.ts';
import { firstName } from '../../cards/view/names.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { fold } from '../../crm/matching/names.ts';
import type { DepartmentId, Person } from '../../crm/person/person.ts';
import { Problem } from '../../crm/problem.ts';
import { promiseHours } from '../../crm/promise/hours.ts';
import type { CustomerPromise, PromiseOrigin } from '../../crm/promise/promise.ts';
import { firstReminder, reminderOf } from '../../crm/promise/rules.ts';
import type { Day } from '../../crm/time/day.ts';
import type { Visibility } from '../../crm/timeline/entry.ts';
import type { Context, Reply } from '../command.ts';
import { showPromise } from './show.ts';
import { makePromise, thePromise } from './steps.ts';

export interface WantedPromise {
  id: string;
  customer: CustomerId;
  what: string;
  to?: string | null;
  by: Person;
  dueOn: Day | null;
  origin?: PromiseOrigin;
  visibility?: Visibility;
  /** That of an earlier entry, where who promised it has changed department since. */
  department?: DepartmentId;
}

/** A first version. */
export async function newPromise(
  { id, customer, what, to = null, by, dueOn, origin, visibility, department }: WantedPromise,
  { person, now, readerOf, store }: Pick<Context, 'person' | 'now' | 'readerOf' | 'store'>,
): Promise<CustomerPromise> {
  const hours = await promiseHours(by, { zone: readerOf(by).zone, dueOn, now }, store);
  return {
    id,
    customerId: customer,
    version: 1,
    createdAt: now,
    what,
    to,
    dueOn,
    by: by.id,
    department: department ?? by.department,
    createdBy: person.id,
    visibility: visibility ?? 'everyone',
    state: 'open',
    closedAt: null,
    closedBy: null,
    reason: null,
    brokenOn: null,
    level: -1,
    remindAt: firstReminder({ what, dueOn }, now, hours),
    origin: origin ?? { kind: 'typed' },
    history: [],
  };
}

/** Notes the promise, and answers with it. */
export async function addPromise(wanted: WantedPromise, context: Context): Promise<Reply> {
  const { store, reader } = context;
  const { saved } = stringsFor(reader).promise;
  if ((await store.customers.name(wanted.customer)) === null)
    throw new Problem('unknown-customer', stringsFor(reader).problem.unknownCustomer);
  const same = await samePromise(wanted, context);
  if (same) return showPromise(same, saved.again, context);
  const promise = await newPromise(wanted, context);
  if ((await makePromise(promise, context)) === 'stale')
    return showPromise(await thePromise(wanted.id, context), saved.again, context);
  return showPromise(promise, savedWords(promise, wanted.by, context), context);
}

/** That it is noted, and when its maker is reminded. */
function savedWords(
  promise: CustomerPromise,
  by: Person,
  { person, reader, readerOf }: Context,
): string {
  const { saved } = stringsFor(reader).promise;
  const name = by.id === person.id ? null : firstName(by.name);
  if (promise.dueOn === null) return name === null ? saved.undated : saved.theirsUndated(name);
  const reminder = reminderOf(promise, readerOf(by).zone);
  if (reminder === 'before') return name === null ? saved.mine : saved.theirs(name);
  if (reminder === 'none') return name === null ? saved.mineNow : saved.theirsNow(name);
  const at = moment(reminder, reader);
  return name === null ? saved.mineAt(at) : saved.theirsAt(name, at);
}

/** More than are ever open to one customer. */
const OPEN = 200;

/** Said twice, it is one promise: the same colleague, words and day. */
async function samePromise(
  { customer, what, by, dueOn, visibility }: WantedPromise,
  { store }: Context,
): Promise<CustomerPromise | null> {
  const words = fold(what);
  const open = await store.promises.open({ customer, by: by.id, limit: OPEN });
  return (
    open.find(
      (one) =>
        fold(one.what) === words &&
        one.dueOn === dueOn &&
        one.visibility === (visibility ?? 'everyone'),
    ) ?? null
  );
}
