import { z } from 'zod';
import { stringsFor } from '../../cards/strings.ts';
import type { Form, Values } from '../../cards/view/view.ts';
import { winAdd, winMerge, winWho } from '../../cards/win/actions.ts';
import { headline } from '../../cards/win/card.ts';
import { addToWinForm } from '../../cards/win/form.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { addTo, type Credit } from '../../crm/win/rules.ts';
import type { Win } from '../../crm/win/win.ts';
import { type ActionHandler, type Context, on, type Reply } from '../command.ts';
import { submitOrAgain } from '../parse/form.ts';
import { typedText } from '../parse/length.ts';
import { winAsRead, winDone } from './done.ts';
import { draftOf } from './draft.ts';
import { checkCredits, creditsInText, namedColleague } from './form.ts';
import { changeWin, goneWin, winOf } from './post.ts';

const AddValues = z.object({
  who: typedText(LONGEST.name).optional(),
  for: typedText(LONGEST.headline).optional(),
  also: typedText().default(''),
});
/** As it was filled in before, of any length. */
const Written = z.object({
  who: z.string().optional().catch(undefined),
  for: z.string().optional().catch(undefined),
  also: z.string().optional().catch(undefined),
});

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
    { action: winAdd, values: AddValues },
    async ({ data, values }, context) =>
      addToWin(data.win, { credits: await creditsOf(values, context), difference: null }, context),
    additionForm,
  ),
];

/** A form that was open before an update sends `also`. */
async function creditsOf(
  { who, for: what = '', also }: z.infer<typeof AddValues>,
  context: Context,
): Promise<Credit[]> {
  const more = await creditsInText(also, context);
  return who ? [{ person: await namedColleague(who, context), for: what }, ...more] : more;
}

async function additionForm(
  { data: { win: id }, values = {} }: { data: z.infer<typeof winAdd.data>; values?: Values },
  context: Context,
): Promise<Form> {
  return addToWinForm({
    headline: headline(await winAsRead(await winOf(id, context), context), context.reader),
    filled: Written.parse(values),
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
