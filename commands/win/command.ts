import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { stringsFor } from '../../cards/strings.ts';
import { press } from '../../cards/view/action.ts';
import type { Form, Press } from '../../cards/view/view.ts';
import {
  LONGEST,
  winAdd,
  winAgain,
  winAmend,
  winAnother,
  winBegin,
  winCorrect,
  winLook,
  winMerge,
  winPost,
  winRetract,
  winStart,
  winStory,
  winThank,
  winWho,
} from '../../cards/win/actions.ts';
import { headline } from '../../cards/win/card.ts';
import { winDoneCard, winStoryCard } from '../../cards/win/done-card.ts';
import { addToWinForm, winForm, winStartForm } from '../../cards/win/form.ts';
import { duplicateWinCard } from '../../cards/win/preview-card.ts';
import { thanksCard } from '../../cards/win/thanks-card.ts';
import { sees } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import { redactWin } from '../../crm/win/redact.ts';
import {
  addTo,
  type Credit,
  correct,
  mayChange,
  newlyCredited,
  newWin,
  retract,
  thank,
} from '../../crm/win/rules.ts';
import { WIN_KINDS, type Win } from '../../crm/win/win.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';
import { addButtonData, customerAnd } from '../parse/customer-phrase.ts';
import { submitOrAgain } from '../parse/form.ts';
import { CustomerValues, customerChoice, formCustomer } from '../parse/form-customer.ts';
import { winsChannel } from './channel.ts';
import {
  aboutOf,
  creditable,
  creditsInText,
  draftOf,
  filledIn,
  newDraft,
  type StoredDraft,
  saveDraft,
  WinValues,
} from './draft.ts';
import { parseTypedWin } from './parse.ts';
import {
  changesFor,
  changeWin,
  earlierWin,
  preview,
  promiseOf,
  wayOut,
  whereOf,
  winOf,
} from './post.ts';

export const win = defineCommand({
  name: 'win',
  usage: 'win <customer> <what happened>',
  summary: 'Tell a win and thank everybody who made it happen',
  examples: ['win acme renewed for 3 years', 'win globex stayed with us @mia @raj', 'win channel'],
  daily: true,
  writes: true,
  args: CommandInput,
  async run({ words, typed, people }, context) {
    if (/^channel(?: off)?$/i.test(words)) return winsChannel(!/off$/i.test(words), context);
    const found = await customerAnd(parseTypedWin(typed), context, winBegin);
    if (found.kind === 'nobody')
      return {
        kind: 'form',
        form: winStartForm({
          customer: await customerChoice({}, undefined, context),
          what: found.rest,
          reader: context.reader,
        }),
      };
    const begun = { what: found.rest.slice(0, LONGEST), people: people.slice(0, 20) };
    return found.kind === 'choose'
      ? addButtonData(found.reply, begun)
      : begin({ customer: found.id, ...begun }, context);
  },
  actions: [
    on(winBegin, async (begun, context) => begin(begun, context)),
    /** Nothing is known but perhaps what happened: the form for the rest follows. */
    submitOrAgain(
      {
        action: winStart,
        values: CustomerValues.extend({ what: z.string().max(200).default('') }),
      },
      async ({ values }, context) =>
        formOf(
          await newDraft(
            await formCustomer(values, undefined, context),
            { what: values.what, people: [] },
            context,
          ),
          context,
        ),
      async ({ values }, context) =>
        winStartForm({
          customer: await customerChoice(values, undefined, context),
          what: '',
          reader: context.reader,
        }),
    ),
    on(winAgain, async ({ draft }, context) => formOf(await draftOf(draft, context), context)),
    submitOrAgain(
      { action: winLook, values: WinValues },
      async ({ data, values }, context) => {
        const draft = await draftOf(data.draft, context);
        const filled = await filledIn(draft, values, draft.offered, context);
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
    on(winMerge, async (data, context) => {
      const { credits, difference } = await draftOf(data.draft, context);
      return added(data.win, { credits, difference }, context);
    }),
    on(winPost, async ({ draft, ...promised }, context) => post(draft, promised, context)),
    on(winThank, async ({ win: id }, context) => {
      const { changed, win: now } = await changeWin(
        id,
        'thank',
        (before) => thank(before, context.person.id),
        context,
      );
      if (now.state === 'retracted')
        throw new Problem('win-gone', {
          ...stringsFor(context.reader).win.problem.gone,
          reopens: false,
        });
      const unchanged = now.kudos.includes(context.person.id) ? 'already' : 'yourself';
      return {
        kind: 'answer',
        view: thanksCard({
          told: await mine(
            { ...now, credits: now.credits.filter(({ person }) => person !== context.person.id) },
            context,
          ),
          already: changed ? 'no' : unchanged,
          reader: context.reader,
        }),
      };
    }),
    on(winWho, async (data, context) => ({
      kind: 'form',
      form: await formOfMore({ data }, context),
    })),
    submitOrAgain(
      { action: winAdd, values: z.object({ also: z.string().max(1000).default('') }) },
      async ({ data, values }, context) =>
        added(
          data.win,
          { credits: await creditsInText(values.also, context), difference: null },
          context,
        ),
      formOfMore,
    ),
    on(winStory, async ({ win: id }, context) => {
      const found = await winOf(id, context);
      await context.audit({
        action: 'look-up',
        customer: found.customerId,
        detail: { shown: 'win' },
      });
      return {
        kind: 'answer',
        view: winStoryCard({
          told: await mine(found, context),
          thankedBy: await namesOfThankers(found, context),
          mayChange: mayChange(found, context.person) && found.state === 'posted',
          reader: context.reader,
        }),
      };
    }),
    on(winCorrect, async (data, context) => ({
      kind: 'form',
      form: await formOfWin({ data }, context),
    })),
    submitOrAgain(
      { action: winAmend, values: WinValues },
      async ({ data, values }, context) => {
        const found = await mineToChange(data.win, context);
        const filled = await filledIn(found, values, found.credits, context);
        const { win: now } = await changeWin(
          data.win,
          'correct',
          (before) => correct(before, filled),
          context,
        );
        const { done } = stringsFor(context.reader).win;
        return doneCard(now, { title: done.corrected, say: done.follows }, context);
      },
      formOfWin,
    ),
    on(winRetract, async ({ win: id }, context) => {
      await mineToChange(id, context);
      const { win: now } = await changeWin(id, 'retract', retract, context);
      const { done } = stringsFor(context.reader).win;
      return doneCard(now, { title: done.retracted, say: done.follows }, context);
    }),
  ],
});

/** Told in words: the preview at once; else the form, with everybody proposed. */
async function begin(
  { customer, what = '', people = [] }: z.infer<typeof winBegin.data>,
  context: Context,
): Promise<Reply> {
  if ((await context.store.customers.name(customer)) === null)
    throw new Problem('unknown-customer', stringsFor(context.reader).problem.unknownCustomer);
  const draft = await newDraft(customer, { what, people }, context);
  return what ? look(draft, context) : formOf(draft, context);
}

const formOf = async (draft: StoredDraft, context: Context): Promise<Reply> => ({
  kind: 'form',
  form: await formOfDraft(draft, context),
});

const formOfDraft = (draft: StoredDraft, context: Context): Promise<Form> =>
  formFor(
    draft,
    draft.offered,
    { correction: false, ...press(winLook, { draft: draft.id }) },
    context,
  );

async function formOfWin(
  { data: { win: id } }: { data: z.infer<typeof winAmend.data> },
  context: Context,
): Promise<Form> {
  const found = await mineToChange(id, context);
  return formFor(
    found,
    found.credits,
    { correction: true, ...press(winAmend, { win: id }) },
    context,
  );
}

async function formOfMore(
  { data: { win: id } }: { data: z.infer<typeof winAdd.data> },
  context: Context,
): Promise<Form> {
  return addToWinForm({
    headline: headline(await mine(await winOf(id, context), context), context.reader),
    data: { win: id },
    reader: context.reader,
  });
}

async function formFor(
  told: Win | StoredDraft,
  offered: readonly Credit[],
  { correction, ...submit }: { correction: boolean } & Press,
  context: Context,
) {
  const customer = (await context.store.customers.name(told.customerId)) ?? '';
  return winForm({
    customer,
    draft: told,
    people: await creditable(offered, context),
    kinds: WIN_KINDS,
    amounts: sees(context.access, 'dealAmounts'),
    correction,
    submit,
    reader: context.reader,
  });
}

/** Offers to add to a win that somebody told before; previews any other. */
async function look(draft: StoredDraft, context: Context): Promise<Reply> {
  const before = await earlierWin(draft, context);
  if (!before) return preview(draft, context);
  const adds = newlyCredited(before, draft).length;
  return {
    kind: 'answer',
    view: duplicateWinCard({
      told: await mine(before, context),
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
  if (standing) return told(standing, context);
  const draft = await draftOf(id, context);
  const before = await earlierWin(draft, context);
  if (before) return look(draft, context);
  // A win that its author calls another one is about no record that somebody told of already.
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
  return kept ? told(kept, context) : look(draft, context);
}

async function told(now: Win, context: Context): Promise<Reply> {
  const { where } = await whereOf(now, context);
  const { done } = stringsFor(context.reader).win;
  const place = 'place' in where ? where.place : '';
  const shared =
    where.kind === 'posted'
      ? (name: string) => done.posted(name, place)
      : (name: string) => done.small(name, place);
  const isShared = where.kind === 'posted' || where.kind === 'gathered';
  const title = isShared ? shared : done.kept;
  return doneCard(now, { title, say: done.next }, context);
}

async function added(
  id: string,
  more: Pick<Win, 'credits' | 'difference'>,
  context: Context,
): Promise<Reply> {
  const { changed, win: now } = await changeWin(
    id,
    'add',
    (before) => addTo(before, more),
    context,
  );
  if (now.state === 'retracted')
    throw new Problem('win-gone', {
      ...stringsFor(context.reader).win.problem.gone,
      reopens: false,
    });
  const { done } = stringsFor(context.reader).win;
  return doneCard(
    now,
    changed ? { title: done.added, say: done.follows } : { title: done.nothingNew, say: '' },
    context,
  );
}

async function doneCard(
  now: Win,
  { title, say }: { title: (customer: string) => string; say: string },
  context: Context,
): Promise<Reply> {
  const told = await mine(now, context);
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

async function mineToChange(id: string, context: Context): Promise<Win> {
  const found = await winOf(id, context);
  const { problem } = stringsFor(context.reader).win;
  if (mayChange(found, context.person)) {
    if (found.state === 'retracted')
      throw new Problem('win-gone', { ...problem.gone, reopens: false });
    return found;
  }
  await context.audit({
    action: 'refused',
    customer: found.customerId,
    detail: { why: 'not-the-author', win: id },
  });
  throw new Problem('not-yours', { ...problem.notYours, reopens: false });
}

/** As this person may read it. */
const mine = (found: Win, { access, store }: Context) => redactWin(found, access, store);

async function namesOfThankers({ kudos }: Win, { store }: Context): Promise<string[]> {
  const people = await Promise.all(
    kudos
      .slice(0, 30)
      .map(async (id) =>
        (await store.notificationPreferences.get(id)).named ? store.people.get(id) : null,
      ),
  );
  return people.flatMap((person) => (person ? [person.name] : []));
}
