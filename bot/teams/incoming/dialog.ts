import { z } from 'zod';
import { toDialog } from '../../../cards/view/teams/adaptive-card.ts';
import type { Reply } from '../../../commands/command.ts';
import { unreachable } from '../../../crm/problem.ts';
import { followAnswer, leaveAnswers } from '../../adapter/live-answers.ts';
import type { Request } from '../../platform.ts';
import { type InvokeResponse, requestFor, type TeamsContext, type Turn } from '../context.ts';
import { replyCard } from '../outgoing/cards.ts';
import { dialogCard, dialogOrigin } from '../outgoing/dialog-card.ts';
import { dialogMessage, openDialog } from '../outgoing/dialog-response.ts';
import { pressedReference } from '../outgoing/marked-card.ts';
import { STRINGS } from '../strings.ts';
import { placeKind } from './activity.ts';
import { replaceCard } from './card-press.ts';
import { readAsk } from './deferred-ask.ts';

const Value = z.object({ data: z.unknown().optional() });

/** A button that opens a dialog (task/fetch), or a dialog's own button (task/submit). */
export async function answerDialog(
  bot: TeamsContext,
  turn: Turn,
  step: 'open' | 'submit',
): Promise<InvokeResponse> {
  const data = Value.safeParse(turn.incoming.value).data?.data;
  const asked = readAsk(data);
  if (!asked) return dialogMessage(STRINGS.notOurs);
  const request = await requestFor(bot, turn.incoming, asked.ask, asked.first);
  if (step === 'submit') await leaveAnswers(bot, request);
  const reply = await bot.answers.answerInTime(request);
  if (!reply) return dialogMessage(`${STRINGS.working}. ${STRINGS.pressAgain}`);
  const { replyToId: behind } = turn.incoming;
  const opened = behind ? pressedReference(behind, data) : null;
  const cameFrom = step === 'open' ? opened : dialogOrigin(data);
  const origin = placeKind(turn.incoming) === 'direct' ? cameFrom : null;
  return replyInDialog(bot, turn, { reply, request, step, origin });
}

async function replyInDialog(
  bot: TeamsContext,
  turn: Turn,
  {
    reply,
    request,
    step,
    origin,
  }: { reply: Reply; request: Request; step: 'open' | 'submit'; origin: string | null },
): Promise<InvokeResponse> {
  switch (reply.kind) {
    case 'form':
      return openDialog(reply.form.title, dialogCard(toDialog(reply.form), origin));
    case 'answer': {
      const { card, view } = replyCard(reply, request.ask);
      // The card behind the dialog becomes the answer; in a group only the dialog is private.
      if (
        step === 'submit' &&
        origin !== null &&
        (await tryReplaceCard(bot, turn, { card, view, reference: origin }))
      ) {
        await followAnswer(bot, reply, { ...request, reference: origin });
        return { status: 200 };
      }
      return openDialog(view.title, dialogCard(card, null));
    }
    default:
      return unreachable(reply);
  }
}

async function tryReplaceCard(
  bot: TeamsContext,
  { incoming }: Turn,
  update: ReturnType<typeof replyCard> & { reference: string },
): Promise<boolean> {
  return replaceCard(bot, incoming, update).then(
    () => true,
    (error: unknown) => {
      bot.log.warn({ err: error }, 'Card behind the dialog not updated');
      return false;
    },
  );
}
