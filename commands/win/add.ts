import { z } from 'zod';
import { stringsFor } from '../../cards/strings.ts';
import type { Form } from '../../cards/view/view.ts';
import { winAdd, winMerge, winWho } from '../../cards/win/actions.ts';
import { headline } from '../../cards/win/card.ts';
import { addToWinForm } from '../../cards/win/form.ts';
import { addTo } from '../../crm/win/rules.ts';
import type { Win } from '../../crm/win/win.ts';
import { type ActionHandler, type Context, on, type Reply } from '../command.ts';
import { submitOrAgain } from '../parse/form.ts';
import { typedText } from '../parse/length.ts';
import { winAsRead, winDone } from './done.ts';
import { draftOf } from './draft.ts';
import { checkCredits, creditsInText } from './form.ts';
import { changeWin, goneWin, winOf } from './post.ts';

/** More people, or the difference, for a win that somebody told before. */
export const additionActions: readonly ActionHandler[] = [
  on(winMerge, async (data, context) => {
    const { credits, difference } = await draftOf(data.draft, context);
    return addToWin(data.win, { credits, difference }, context);
  }),
  on(winWho, async (data, context) => ({
    kind: 'form',
    form: await additionForm({ data }, context),
  })),
  submitOrAgain(
    { action: winAdd, values: z.object({ also: typedText().default('') }) },
    async ({ data, values }, context) =>
      addToWin(
        data.win,
        { credits: await creditsInText(values.also, context), difference: null },
        context,
      ),
    additionForm,
  ),
];

async function additionForm(
  { data: { win: id } }: { data: z.infer<typeof winAdd.data> },
  context: Context,
): Promise<Form> {
  return addToWinForm({
    headline: headline(await winAsRead(await winOf(id, context), context), context.reader),
    data: { win: id },
    reader: context.reader,
  });
}

async function addToWin(
  id: string,
  more: Pick<Win, 'credits' | 'difference'>,
  context: Context,
): Promise<Reply> {
  const { changed, win: now } = await changeWin(
    id,
    'add',
    (before) => {
      const after = addTo(before, more);
      checkCredits(after?.credits.length ?? 0, context);
      return after;
    },
    context,
  );
  if (now.state === 'retracted') throw goneWin(context);
  const { done } = stringsFor(context.reader).win;
  return winDone(
    now,
    changed ? { title: done.added, say: done.follows } : { title: done.nothingNew, say: '' },
    context,
  );
}
