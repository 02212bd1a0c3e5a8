import { sentMessageCard } from '../../cards/question/receivers-card.ts';
import { StoredView } from '../../cards/view/stored-view.ts';
import type { View } from '../../cards/view/view.ts';
import { putPrivately } from '../../crm/notification/department-channel.ts';
import { deliverMessageJob, type UndeliveredReason } from '../../crm/notification/jobs.ts';
import type { Message } from '../../crm/notification/message.ts';
import { shownBy } from '../../crm/notification/message-subject.ts';
import { deliveryOf } from '../../crm/notification/preferences.ts';
import { RAPPORT_ACCOUNT } from '../../crm/person/person.ts';
import type { Place } from '../../crm/person/place.ts';
import { Upstream } from '../../crm/problem.ts';
import { type Change, sendJob } from '../../crm/store/change.ts';
import type { JobContext } from '../job.ts';
import { begunAt, type Receiver, send } from './addressee.ts';
import { catchUp } from './catch-up.ts';
import { tellSender } from './report-undelivered.ts';

const SOON = 30_000;

/** Sends one message by itself, once, and writes down where it stands; or why it cannot be sent. */
export async function sendMessage(
  message: Message,
  receiver: Receiver,
  context: JobContext,
): Promise<void> {
  const { store } = context;
  const view = viewOf(message, receiver);
  const sent = await send(
    message.to,
    {
      key: message.key,
      view,
      begun: begunAt(message),
      tells: [message],
      reference: '',
    },
    context,
  );
  if (sent.kind !== 'posted')
    return failMessage(message, sent.kind === 'closed' ? sent.why : sent.kind, context);
  const { place, reference } = sent;
  if (sent.earlier && shownBy(message.subject)) await restate({ place, reference, view }, context);
  await store.messages.sent([message.key], context.now(), { place, reference });
  await catchUp([message], { place, reference }, context);
}

/** Edits the post of a killed copy, which may be outdated. A refused edit is given up, since it would never succeed. */
export async function restate(
  post: { place: Place; reference: string; view: View },
  { update }: Pick<JobContext, 'update'>,
): Promise<void> {
  await update(post).catch((cause: unknown) => {
    if (!(cause instanceof Upstream) || cause.fault !== 'rejected') throw cause;
  });
}

export const viewOf = (message: Message, { preference, reader }: Receiver): View =>
  sentMessageCard({
    message,
    view: StoredView.parse(message.view),
    delivery: deliveryOf(preference, message.kind),
    reader,
  });

/** It is kept with what became of it; the reason is on record, and whoever asked for it hears of it. */
export async function failMessage(
  message: Message,
  why: string,
  context: JobContext,
): Promise<void> {
  const { store, now } = context;
  const { to, key, kind, customerId } = message;
  const account =
    to.kind === 'place'
      ? { ...RAPPORT_ACCOUNT, platform: to.place.platform, tenant: to.place.tenant }
      : RAPPORT_ACCOUNT;
  const place = to.kind === 'place' ? `${to.place.kind} ${to.place.id}` : 'direct';
  await store.audit.write({
    at: now(),
    person: to.kind === 'person' ? to.person : null,
    account,
    place,
    action: 'refused',
    customer: customerId,
    detail: { why, message: key, kind },
  });
  const instead = putPrivately(message);
  await leave(message, why === 'inactive' || why === 'unreachable' ? why : 'fault', {
    more: instead ? [instead] : [],
    context,
  });
}

/** It is not told; whoever asked for it hears why. The queue looks after that too, since a copy may be killed in between. */
export async function leave(
  message: Message,
  why: UndeliveredReason,
  { more = [], context }: { more?: readonly Change[]; context: JobContext },
): Promise<void> {
  const now = context.now();
  const again = sendJob(
    deliverMessageJob,
    { key: message.key, untold: why },
    { key: `untold ${message.key}`, after: new Date(now.getTime() + SOON) },
  );
  await context.store.commit(
    [
      { kind: 'not-told', message: message.key, state: why === 'muted' ? 'muted' : 'failed' },
      ...(message.pressing ? [again] : []),
      ...more,
    ],
    now,
  );
  await tellSender(message, why, context);
}
