import { winDoneCard } from '../../cards/win/done-card.ts';
import { redactWin } from '../../crm/win/redact.ts';
import { mayChange } from '../../crm/win/rules.ts';
import type { Win } from '../../crm/win/win.ts';
import type { Context, Reply } from '../command.ts';

/** The win as this person may read it. */
export const winAsRead = (found: Win, { access, store }: Context) =>
  redactWin(found, access, store);

/** The card after something was done with a win. */
export async function winDone(
  now: Win,
  { title, say }: { title: (customer: string) => string; say: string },
  context: Context,
): Promise<Reply> {
  const told = await winAsRead(now, context);
  return {
    kind: 'answer',
    view: winDoneCard({
      told,
      title: title(told.customer),
      say,
      mayChange: mayChange(now, context.person) && now.state === 'posted',
      reader: context.reader,
    }),
  };
}
