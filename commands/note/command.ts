import { z } from 'zod';
import {
  noteBegin,
  noteChange,
  noteDelete,
  noteEdit,
  noteFromMessage,
  noteKeep,
  noteMove,
  noteMoveForm,
  noteMoveTo,
  notePick,
  notePin,
  noteRetry,
  noteSave,
  noteShow,
  noteShowTo,
  noteTake,
  noteTexts,
} from '../../cards/note/actions.ts';
import { editNoteForm, moveNoteForm } from '../../cards/note/edit-form.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Form } from '../../cards/view/view.ts';
import { keptOf } from '../../crm/note/files.ts';
import { crmKeyOf } from '../../crm/note/rules.ts';
import { writeAgain } from '../../crm/note/write-back.ts';
import { FORM_FIELD, LONGEST } from '../../crm/text/limits.ts';
import { Visibility } from '../../crm/timeline/entry.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';
import { draftOf, isTyped } from '../draft/draft.ts';
import { submitOrAgain } from '../parse/form.ts';
import { CustomerValues, near } from '../parse/form-customer.ts';
import { typedText } from '../parse/length.ts';
import { beginNote, begunOf, likelyOf } from './begin.ts';
import { chosen, Filled, formAgain, type Submitted, whichOf } from './filled.ts';
import { bodyOf, noteFromInput } from './from-input.ts';
import { showTexts } from './history.ts';
import { NOBODY } from './mentions.ts';
import { NOTE_PHRASES } from './phrases.ts';
import { saveAndShow, showNote } from './receipt.ts';
import { keepMine, takeTheirs } from './settle.ts';
import { changeNote, moveNote, readable } from './steps.ts';

const Edited = z.object({
  body: typedText(LONGEST.note).default(''),
  add: typedText(LONGEST.note).default(''),
  visibility: Visibility,
});

export const note = defineCommand({
  name: 'note',
  usage: 'note <customer> <words>',
  summary: 'Keep something about a customer, for colleagues and in the CRM; from a message too',
  examples: [
    'note acme CFO wants one invoice a year',
    'note globex: Dana is back in March, @tom',
    'note acme only my department: they may leave us',
    'note acme managers: talk to their CEO first',
  ],
  phrases: NOTE_PHRASES,
  fillIn: ({ words }, context) => beginNote({ body: words ?? '' }, context),
  daily: true,
  writes: true,
  keepsText: true,
  shortcut: 'Note on a customer',
  args: CommandInput,
  run: (words, context) =>
    noteFromInput(
      words,
      ({ said, customer, body, visibility }) =>
        saveAndShow(
          { id: context.id(), customerId: customer, body, visibility, origin: null },
          null,
          context,
          { filed: { customer, said } },
        ),
      context,
    ),
  actions: [
    on(noteBegin, ({ customer }, context) => beginNote({ customer }, context)),
    on(noteFromMessage, async ({ draft }, context) => {
      const begun = await draftOf(draft, context);
      return beginNote(
        {
          draft,
          ...(await begunOf(begun, context)),
          guessed: true,
          ...(await likelyOf(begun, context)),
        },
        context,
      );
    }),
    /** Several customers looked like the name that was typed before the words. */
    on(notePick, async ({ customer, draft, words, visibility }, context) => {
      if (!draft) return beginNote({ customer }, context);
      const [said] = (await draftOf(draft, context)).origin.messages;
      return saveAndShow(
        {
          id: draft,
          customerId: customer,
          body: bodyOf(said?.words ?? '', words),
          visibility,
          origin: null,
        },
        draft,
        context,
      );
    }),
    /** It stands with another customer than was meant. */
    on(noteMoveForm, async ({ note: id }, context) => ({
      kind: 'form',
      form: moveNoteForm({ note: (await readable(id, context)).id, reader: context.reader }),
    })),
    submitOrAgain(
      { action: noteMove, values: CustomerValues },
      async ({ data, values }, context) => {
        const customer = await chosen(undefined, values, context);
        if (customer)
          return showNote(await moveNote(data.note, customer, context), context, { saved: true });
        const { form } = stringsFor(context.reader).note;
        const found = await near(values.customer, context);
        return {
          kind: 'form',
          form: moveNoteForm({
            note: data.note,
            which: { kind: 'which', query: values.customer, ...found },
            fault: found.options.length > 0 ? null : form.unknown(values.customer),
            reader: context.reader,
          }),
        };
      },
      ({ data }, { reader }) => moveNoteForm({ note: data.note, reader }),
    ),
    on(noteMoveTo, async ({ note: id, customer }, context) =>
      showNote(await moveNote(id, customer, context), context, { saved: true }),
    ),
    submitOrAgain({ action: noteSave, values: Filled }, filled, formAgain),
    on(noteShow, async ({ note: id }, context) =>
      showNote({ note: await readable(id, context), telling: NOBODY }, context),
    ),
    on(noteEdit, async ({ note: id }, context) => ({
      kind: 'form',
      form: await formOfEdit(id, context),
    })),
    submitOrAgain(
      { action: noteChange, values: Edited },
      async ({ data, values }, context) => {
        const before = await readable(data.note, context);
        const body = data.whole
          ? values.body
          : [before.body, values.add].filter(Boolean).join('\n');
        const { visibility } = values;
        return showNote(
          await changeNote(data.note, { kind: 'edit', body, visibility }, context),
          context,
        );
      },
      ({ data }, context) => formOfEdit(data.note, context),
    ),
    on(noteShowTo, async ({ note: id, visibility }, context) =>
      showNote(await changeNote(id, { kind: 'show-to', visibility }, context), context),
    ),
    on(notePin, async ({ note: id, on }, context) =>
      showNote(await changeNote(id, { kind: 'pin', on }, context), context),
    ),
    on(noteDelete, async ({ note: id }, context) =>
      showNote(await changeNote(id, { kind: 'delete' }, context), context),
    ),
    on(noteTexts, showTexts),
    on(noteRetry, again),
    on(noteKeep, keepMine),
    on(noteTake, takeTheirs),
  ],
});

async function formOfEdit(id: string, context: Context): Promise<Form> {
  const { body, visibility } = await readable(id, context);
  const { department } = context.person;
  return editNoteForm({ note: id, body, visibility, department, reader: context.reader });
}

async function filled({ data, values }: Submitted, context: Context): Promise<Reply> {
  const draft = data.draft ? await draftOf(data.draft, context) : null;
  const customer = await chosen(data.customer, values, context);
  if (!customer)
    return whichOf(
      data,
      values,
      draft && !isTyped(draft, context.person) ? draft.origin : null,
      context,
    );
  const kept = draft && !isTyped(draft, context.person) ? draft.origin : null;
  const origin = kept && keptOf(kept, { thread: values.keep === 'thread' });
  const typed = draft ? ((await begunOf(draft, context)).body ?? '') : '';
  const body = [typed.length > FORM_FIELD ? typed : '', values.body].filter(Boolean).join('\n');
  return saveAndShow(
    { id: data.id, customerId: customer, body, visibility: values.visibility, origin },
    data.draft ?? null,
    context,
    { offered: kept },
  );
}

/** Brings it to the CRM once more. Its job says how it went. */
async function again(
  { note: id }: z.infer<typeof noteRetry.data>,
  context: Context,
): Promise<Reply> {
  const { store, now, person } = context;
  const shown = await readable(id, context);
  const key = crmKeyOf(shown);
  const state = await store.writeBacks.get(key);
  if (shown.authorId !== person.id || state?.state !== 'failed')
    return showNote({ note: shown, telling: NOBODY }, context);
  await store.commit([writeAgain(state)], now);
  return showNote({ note: shown, telling: NOBODY }, context, {
    begun: { ...state, state: 'waiting', fault: null },
  });
}
