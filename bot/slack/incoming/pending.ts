import { unreachable } from '../../../crm/problem.ts';
import { dispatch, type SlackContext } from '../context.ts';
import { deliverAnswer } from '../outgoing/answer.ts';
import { KeptAsk, type SlackAsk } from './acknowledged.ts';
import { commandIn, messageIn, type SlackPayload } from './events.ts';
import { formIn, pressIn } from './interactions.ts';

/** Answers what a copy that was killed had acknowledged. Nothing is done twice. */
export async function answerPending(slack: SlackContext, kept: unknown): Promise<void> {
  const { kind, tenant, body } = KeptAsk.parse(kept);
  const asked = await askedIn(slack, kind, { body, context: { tenant } });
  if (!asked) return;
  const { event, target } = asked;
  // The first time it came is over, so it is no repetition.
  const work = dispatch(slack, { ...event, once: event.once ?? event.key });
  await deliverAnswer(slack, { ...target, trigger: undefined }, work, {
    announced: 'standing',
    isTriedAgain: async () => true,
  });
}

async function askedIn(
  slack: SlackContext,
  kind: KeptAsk['kind'],
  payload: SlackPayload,
): Promise<SlackAsk | null> {
  switch (kind) {
    case 'command':
      return commandIn(slack, payload);
    case 'mention':
    case 'direct':
      return messageIn(slack, payload, kind);
    case 'press':
      return pressIn(slack, payload);
    case 'form':
      return formIn(slack, payload);
    default:
      return unreachable(kind);
  }
}
