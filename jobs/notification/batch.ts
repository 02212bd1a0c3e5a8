import { batchCard, DETAILS } from '../../cards/notification/batch-card.ts';
import type { View } from '../../cards/view/view.ts';
import type { Message } from '../../crm/notification/message.ts';
import type { Place } from '../../crm/person/place.ts';
import { Upstream } from '../../crm/problem.ts';
import { MINUTE } from '../../crm/time/durations.ts';
import type { JobContext } from '../job.ts';
import type { Receiver } from './addressee.ts';
import { viewOf } from './send-message.ts';

/** Where several messages stand as one. */
export interface BatchPost {
  place: Place;
  reference: string;
  /** Oldest first. */
  messages: readonly Message[];
  receiver: Receiver;
}

/** The messages that stand together under this one's reference, oldest first. */
export async function togetherWith(
  { to, sentAt, sentAs }: Pick<Message, 'to' | 'sentAt' | 'sentAs'>,
  { store }: Pick<JobContext, 'store'>,
): Promise<Message[]> {
  const around = await store.messages.recent(
    to,
    new Date((sentAt ?? new Date(0)).getTime() - MINUTE),
  );
  return around
    .filter((other) => other.state === 'sent' && other.sentAs?.reference === sentAs?.reference)
    .toReversed();
}

export const batchView = (
  { messages, receiver: { reader } }: Pick<BatchPost, 'messages' | 'receiver'>,
  inThread: boolean,
): View => batchCard({ messages, reader, inThread });

/** Its details, in the thread under it where a place has one: each once, and as it is now. One that a platform does not take is no reason to hold the others back. */
export async function postDetails(
  { place, reference, messages, receiver }: BatchPost,
  context: JobContext,
): Promise<void> {
  if (!context.threads(place)) return;
  for (const message of messages.slice(0, DETAILS))
    await detail(message, { place, reference, receiver }, context);
}

async function detail(
  message: Message,
  { place, reference, receiver }: Omit<BatchPost, 'messages'>,
  { deliver, update }: JobContext,
): Promise<void> {
  try {
    const view = viewOf(message, receiver);
    const sent = await deliver({ place, key: `detail:${message.key}`, view, under: reference });
    if (sent.kind === 'posted' && sent.earlier)
      await update({ place, reference: sent.reference, view });
  } catch (cause) {
    if (!(cause instanceof Upstream) || cause.fault !== 'rejected') throw cause;
  }
}

/** Brings the post, and the detail of this one message in its thread, to what they say now. */
export async function redraw(
  changed: Message,
  post: BatchPost,
  context: JobContext,
): ReturnType<JobContext['update']> {
  const { place, messages } = post;
  const now = messages.map((message) => (message.key === changed.key ? changed : message));
  const edited = await redrawPost({ ...post, messages: now }, context);
  if (context.threads(place) && now.findIndex(({ key }) => key === changed.key) < DETAILS)
    await detail(changed, post, context);
  return edited;
}

/** Brings the post alone to what its messages say. */
export const redrawPost = (
  post: BatchPost,
  { update, threads }: JobContext,
): ReturnType<JobContext['update']> => {
  const { place, reference } = post;
  return update({ place, reference, view: batchView(post, threads(place)) });
};
