import type { z } from 'zod';
import { stringsFor } from '../../cards/strings.ts';
import { press } from '../../cards/view/action.ts';
import type { Form } from '../../cards/view/view.ts';
import { winAmend, winCorrect, winRetract } from '../../cards/win/actions.ts';
import { Problem } from '../../crm/problem.ts';
import { correct, mayChange, retract } from '../../crm/win/rules.ts';
import type { Win } from '../../crm/win/win.ts';
import { type ActionHandler, type Context, on } from '../command.ts';
import { submitOrAgain } from '../parse/form.ts';
import { winDone } from './done.ts';
import { fillIn, formOfWin, WinValues } from './form.ts';
import { changeWin, goneWin, winOf } from './post.ts';

/** Changes by the author, or by somebody who manages. */
export const changeActions: readonly ActionHandler[] = [
  on(winCorrect, async (data, context) => ({
    kind: 'form',
    form: await correctionForm({ data }, context),
  })),
  submitOrAgain(
    { action: winAmend, values: WinValues },
    async ({ data, values }, context) => {
      const found = await changeableWin(data.win, context);
      const filled = await fillIn(found, values, found.credits, context);
      const { win: now } = await changeWin(
        data.win,
        'correct',
        (before) => correct(before, filled),
        context,
      );
      const { done } = stringsFor(context.reader).win;
      return winDone(now, { title: done.corrected, say: done.follows }, context);
    },
    correctionForm,
  ),
  on(winRetract, async ({ win: id }, context) => {
    await changeableWin(id, context);
    const { win: now } = await changeWin(id, 'retract', retract, context);
    const { done } = stringsFor(context.reader).win;
    return winDone(now, { title: done.retracted, say: done.follows }, context);
  }),
];

async function correctionForm(
  { data: { win: id } }: { data: z.infer<typeof winAmend.data> },
  context: Context,
): Promise<Form> {
  const found = await changeableWin(id, context);
  return formOfWin(
    found,
    found.credits,
    { correction: true, ...press(winAmend, { win: id }) },
    context,
  );
}

async function changeableWin(id: string, context: Context): Promise<Win> {
  const found = await winOf(id, context);
  if (mayChange(found, context.person)) {
    if (found.state === 'retracted') throw goneWin(context);
    return found;
  }
  await context.audit({
    action: 'refused',
    customer: found.customerId,
    detail: { why: 'not-the-author', win: id },
  });
  const { problem } = stringsFor(context.reader).win;
  throw new Problem('not-yours', { ...problem.notYours, reopens: false });
}
