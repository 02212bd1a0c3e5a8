import { z } from 'zod';
import {
  deliveryName,
  dispatch,
  type IncomingEvent,
  type PendingReply,
  type SlackContext,
} from '../context.ts';
import { type Announced, type AnswerTarget, deliverAnswer } from '../outgoing/answer.ts';
import type { SlackPayload } from './events.ts';

/** An ask as it is kept until its answer has left. */
export const KeptAsk = z.object({
  kind: z.enum(['command', 'mention', 'direct', 'press', 'form']),
  tenant: z.string(),
  body: z.unknown(),
});
export type KeptAsk = z.infer<typeof KeptAsk>;

/** One ask, and where its answer goes. */
export interface SlackAsk {
  event: IncomingEvent;
  target: AnswerTarget;
}

/** Keeps it: should this copy be killed, another one answers. */
export const keepAsk = (
  slack: SlackContext,
  kind: KeptAsk['kind'],
  { event }: SlackAsk,
  { body }: SlackPayload,
): Promise<void> =>
  slack.pending.keep(nameOf(event), { kind, tenant: event.workspace.tenant, body });

/** Answers, and lets go of it then. */
export const answerKept = (
  slack: SlackContext,
  { event, target }: SlackAsk,
  work: PendingReply,
  announced: Announced | null = null,
): Promise<void> => {
  const key = nameOf(event);
  const isTriedAgain = () => slack.pending.isKept(key);
  return slack.pending.end(key, deliverAnswer(slack, target, work, { announced, isTriedAgain }));
};

/** Slack has its acknowledgement already, and what was asked is kept beside the work on it. */
export async function answerAcknowledged(
  slack: SlackContext,
  kind: KeptAsk['kind'],
  asked: SlackAsk,
  payload: SlackPayload,
): Promise<void> {
  void keepAsk(slack, kind, asked, payload);
  await answerKept(slack, asked, dispatch(slack, asked.event));
}

/** Under this name it is kept, and what it changes is changed once. */
const nameOf = ({ workspace, key, once = key }: IncomingEvent): string =>
  deliveryName(workspace, once);
