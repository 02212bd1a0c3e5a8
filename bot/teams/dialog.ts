import { z } from 'zod';
import { toDialog } from '../../cards/teams.ts';
import type { Reply } from '../../commands/command.ts';
import { unreachable } from '../../crm/problem.ts';
import type { Ask } from '../platform.ts';
import { askFrom } from './asks.ts';
import { type Answer, type Bot, requestOf, type Turn } from './bot.ts';
import { attachment, replyCard, type TeamsCard } from './cards.ts';
import { replaceCard } from './card-press.ts';
import { inDialog, originOf } from './dialog-card.ts';
import { kindOf } from './incoming.ts';
import { PHRASES } from './phrases.ts';

const Value = z.object({ data: z.unknown().optional() });

/** A button that opens a dialog (task/fetch), or a dialog's own button (task/submit). */
export async function onDialog(bot: Bot, turn: Turn, step: 'open' | 'submit'): Promise<Answer> {
  const data = Value.safeParse(turn.incoming.value).data?.data;
  const asked = askFrom(data);
  if (!asked) return said(PHRASES.notOurs);
  const request = await requestOf(bot, turn.incoming, asked.ask, asked.first);
  const reply = await bot.answers.inTime(request);
  if (!reply) return said(`${PHRASES.working}. ${PHRASES.pressAgain}`);
  const origin =
    kindOf(turn.incoming) !== 'direct'
      ? null
      : step === 'open'
        ? (turn.incoming.replyToId ?? null)
        : originOf(data);
  return replied(bot, turn, { reply, ask: asked.ask, step, origin });
}

async function replied(
  bot: Bot,
  turn: Turn,
  {
    reply,
    ask,
    step,
    origin,
  }: { reply: Reply; ask: Ask; step: 'open' | 'submit'; origin: string | null },
): Promise<Answer> {
  switch (reply.kind) {
    case 'form':
      return open(reply.form.title, inDialog(toDialog(reply.form), origin));
    case 'answer': {
      const { card, view } = replyCard(reply, ask);
      // The card behind the dialog becomes the answer; in a group only the dialog is private.
      if (
        step === 'submit' &&
        origin !== null &&
        (await replaced(bot, turn, { card, view, message: origin }))
      )
        return { status: 200 };
      return open(view.title, inDialog(card, null));
    }
    default:
      return unreachable(reply);
  }
}

async function replaced(
  bot: Bot,
  { incoming }: Turn,
  update: ReturnType<typeof replyCard> & { message: string },
): Promise<boolean> {
  return replaceCard(bot, incoming, update).then(
    () => true,
    (error: unknown) => {
      bot.log.warn({ err: error }, 'Card behind the dialog not updated');
      return false;
    },
  );
}

const open = (title: string, card: TeamsCard): Answer => ({
  status: 200,
  body: {
    task: {
      type: 'continue',
      value: {
        title: title.slice(0, 64),
        height: 'medium',
        width: 'medium',
        card: attachment(card),
      },
    },
  },
});
const said = (message: string): Answer => ({
  status: 200,
  body: { task: { type: 'message', value: message } },
});
