import type { Reader } from '../../cards/view/format.ts';
import type { View } from '../../cards/view/view.ts';
import type { Addressee, Message } from '../../crm/notification/message.ts';
import { type NotificationPreference, OF_A_PLACE } from '../../crm/notification/preferences.ts';
import type { Account, PersonId } from '../../crm/person/person.ts';
import { Place } from '../../crm/person/place.ts';
import { Upstream } from '../../crm/problem.ts';
import type { Closed, JobContext } from '../job.ts';

export interface Receiver {
  to: Addressee;
  preference: NotificationPreference;
  reader: Reader;
}

/** The receiver with their preferences; null for a person who left. */
export async function receiverOf(to: Addressee, context: JobContext): Promise<Receiver | null> {
  if (to.kind === 'place') return { to, preference: OF_A_PLACE, reader: context.reader() };
  const [person, preference] = await Promise.all([
    context.store.people.get(to.person),
    context.store.notificationPreferences.get(to.person),
  ]);
  return person?.active ? { to, preference, reader: context.readerOf(person) } : null;
}

export type Sent =
  | { kind: 'posted'; place: Place; reference: string; earlier?: true }
  | Closed
  | { kind: 'unreachable' };

export interface Outgoing {
  view: View | ((place: Place) => View);
  key: string;
  /** Where an earlier attempt began: it is continued there, since it may have been heard. */
  begun: Place | null;
  /** The messages that it tells, and how it is written down before anything is sent that they began together. */
  tells: readonly Pick<Message, 'key'>[];
  reference: string;
}

/** Sends to where the receiver is reached: a person's account used last, else the next one. Throws `Upstream` where it is worth another try. */
export async function send(to: Addressee, outgoing: Outgoing, context: JobContext): Promise<Sent> {
  if (to.kind === 'place') return post(to.place, outgoing, context);
  const known = await accountsOf(to.person, outgoing.begun, context);
  return (
    (await sendToFirst(known, outgoing, context)) ??
    (await sendToFirst(await unseenAccounts(to.person, known, context), outgoing, context)) ?? {
      kind: 'unreachable',
    }
  );
}

/** Null where none of the accounts can be reached. */
async function sendToFirst(
  accounts: readonly Account[],
  outgoing: Outgoing,
  context: JobContext,
): Promise<Sent | null> {
  for (const account of accounts) {
    const place = await unlessRefused(context.direct(account));
    const sent = place && (await unlessRefused(post(place, outgoing, context)));
    if (sent?.kind === 'posted') return sent;
  }
  return null;
}

/** The accounts of a colleague who never wrote from them. */
async function unseenAccounts(
  id: PersonId,
  known: readonly Account[],
  { store, accountsByEmail }: JobContext,
): Promise<Account[]> {
  const person = await store.people.get(id);
  const found = person && (await unlessRefused(accountsByEmail(person.email)));
  return (found ?? []).filter(
    (one) =>
      !known.some(
        ({ platform, tenant, user }) =>
          platform === one.platform && tenant === one.tenant && user === one.user,
      ),
  );
}

async function post(
  place: Place,
  { view, key, tells, reference }: Outgoing,
  { deliver, store }: JobContext,
): Promise<Sent> {
  const keys = tells.map((message) => message.key);
  // The queue tries again, and reads how they were begun.
  if (!(await store.messages.begin(keys, { place, reference })))
    throw new Error('Another copy of the bot tells some of it');
  const delivered = await deliver({
    place,
    view: typeof view === 'function' ? view(place) : view,
    key,
  });
  return delivered.kind === 'posted' ? { ...delivered, place } : delivered;
}

async function accountsOf(person: PersonId, begun: Place | null, { store, standsIn }: JobContext) {
  const accounts = await store.people.accounts(person);
  const rank = (account: (typeof accounts)[number]): number => {
    if (account.platform === begun?.platform && account.tenant === begun.tenant) return 0;
    return standsIn(account) ? 2 : 1;
  };
  return accounts.toSorted((one, other) => rank(one) - rank(other));
}

/** Null where a platform refuses for good, so that the next one is tried. */
async function unlessRefused<Result>(asked: Promise<Result>): Promise<Result | null> {
  return asked.catch((cause: unknown) => {
    if (cause instanceof Upstream && (cause.fault === 'rejected' || cause.fault === 'unauthorised'))
      return null;
    throw cause;
  });
}

/** Where an attempt began, of a message that was not sent yet. */
export const begunAt = ({ state, sentAs }: Pick<Message, 'state' | 'sentAs'>): Place | null =>
  state === 'sent' || !sentAs ? null : (Place.safeParse(sentAs.place).data ?? null);
