import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { stringsFor } from '../../cards/strings.ts';
import { press } from '../../cards/view/action.ts';
import { refillForm } from '../../cards/view/refill.ts';
import type { Form } from '../../cards/view/view.ts';
import {
  winAgain,
  winAnother,
  winBegin,
  winLook,
  winPost,
  winStart,
} from '../../cards/win/actions.ts';
import { winStartForm } from '../../cards/win/form.ts';
import { duplicateWinCard } from '../../cards/win/preview-card.ts';
import { Problem } from '../../crm/problem.ts';
import type { WinDraft } from '../../crm/win/draft.ts';
import { newlyCredited, newWin } from '../../crm/win/rules.ts';
import type { Win } from '../../crm/win/win.ts';
import { type ActionHandler, type Context, on, type Reply } from '../command.ts';
import { submitOrAgain } from '../parse/form.ts';
import { CustomerValues, customerChoice, formCustomer } from '../parse/form-customer.ts';
import { typedText } from '../parse/length.ts';
import { winAsRead, winDone } from './done.ts';
import { aboutOf, type BegunWin, draftOf, newDraft, saveDraft } from './draft.ts';
import { fillIn, formOfWin, WinValues } from './form.ts';
import { changesFor, wayOut } from './post.ts';
import { earlierWin, preview, promiseOf, whereOf } from './preview.ts';

/** From the first words to the post: a draft, its form, its preview. */
export const tellActions: readonly ActionHandler[] = [
  on(winBegin, async (begun, context) => beginWin(begun, context)),
  /** Nothing is known but perhaps what happened: the form for the rest follows. */
  submitOrAgain(
    {
      action: winStart,
      values: CustomerValues.extend({ what: typedText().default('') }),
    },
    async ({ values }, context) => {
      const customer = await formCustomer(values, undefined, context);
      return openForm(
        await newDraft(customer, { what: values.what, people: [] }, context),
        context,
      );
    },
    async ({ values }, context) =>
      winStartForm({
        customer: await customerChoice(values, undefined, context),
        what: '',
        reader: context.reader,
      }),
  ),
  on(winAgain, async ({ draft }, context) =>
    openForm({ draft: await draftOf(draft, context), unread: null }, context),
  ),
  submitOrAgain(
    { action: winLook, values: WinValues },
    async ({ data, values }, context) => {
      const draft = await draftOf(data.draft, context);
      const filled = await fillIn(draft, values, draft.offered, context);
      return look(await saveDraft({ ...filled, about: aboutOf(filled) }, context), context);
    },
    async ({ data }, context) => formOfDraft(await draftOf(data.draft, context), context),
  ),
  on(winAnother, async ({ draft }, context) =>
    preview(
      await saveDraft({ ...(await draftOf(draft, context)), another: true }, context),
      context,
    ),
  ),
  on(winPost, async ({ draft, ...promised }, context) => post(draft, promised, context)),
];

/** Told in words: the preview at once; else the form, with everybody proposed. */
export async function beginWin(
  { customer, what = '', people = [] }: z.infer<typeof winBegin.data>,
  context: Context,
): Promise<Reply> {
  if ((await context.store.customers.name(customer)) === null)
    throw new Problem('unknown-customer', stringsFor(context.reader).problem.unknownCustomer);
  const begun = await newDraft(customer, { what, people }, context);
  return what && begun.unread === null ? look(begun.draft, context) : openForm(begun, context);
}

/** The form for the rest; an amount that could not be read comes back in it. */
async function openForm({ draft, unread }: BegunWin, context: Context): Promise<Reply> {
  const form = await formOfDraft(draft, context);
  if (unread === null) return { kind: 'form', form };
  const { unreadAmount } = stringsFor(context.reader).win.problem;
  const fields = form.fields.map((field) =>
    field.kind === 'text' && field.id === 'amount' ? { ...field, value: unread } : field,
  );
  return { kind: 'form', form: refillForm({ ...form, fields }, {}, unreadAmount(unread)) };
}

const formOfDraft = (draft: WinDraft, context: Context): Promise<Form> =>
  formOfWin(
    draft,
    draft.offered,
    { correction: false, ...press(winLook, { draft: draft.id }) },
    context,
  );

/** A win that was told before is offered to be added to; anything else is previewed. */
async function look(draft: WinDraft, context: Context): Promise<Reply> {
  const before = await earlierWin(draft, context);
  if (!before) return preview(draft, context);
  const adds = newlyCredited(before, draft).length;
  return {
    kind: 'answer',
    view: duplicateWinCard({
      told: await winAsRead(before, context),
      adds,
      draft: draft.id,
      reader: context.reader,
    }),
  };
}

async function post(
  id: string,
  promised: ReturnType<typeof promiseOf>,
  context: Context,
): Promise<Reply> {
  const standing = await context.store.wins.get(id);
  if (standing) return showPosted(standing, context);
  const draft = await draftOf(id, context);
  const before = await earlierWin(draft, context);
  if (before) return look(draft, context);
  // Another one, as its author calls it, is about no record that somebody told of already.
  const made = newWin(
    { ...draft, about: draft.another ? null : draft.about, at: context.now },
    context.person.id,
  );
  const { where, access } = await whereOf(made, context);
  if (!isDeepStrictEqual(promised, promiseOf(where, access))) return preview(draft, context);
  await context.store.commit(
    [...(await changesFor(made, null, context, 'tell')), ...wayOut(made, where)],
    context.now,
  );
  // Stale: another press of this very button was faster, or somebody else told the same a moment before.
  const kept = await context.store.wins.get(id);
  return kept ? showPosted(kept, context) : look(draft, context);
}

async function showPosted(now: Win, context: Context): Promise<Reply> {
  const { where } = await whereOf(now, context);
  const { done } = stringsFor(context.reader).win;
  const place = 'place' in where ? where.place : '';
  const shared =
    where.kind === 'posted'
      ? (name: string) => done.posted(name, place)
      : (name: string) => done.small(name, place);
  const isShared = where.kind === 'posted' || where.kind === 'gathered';
  const title = isShared ? shared : done.kept;
  return winDone(now, { title, say: done.next }, context);
}
