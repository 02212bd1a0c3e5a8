import { notePick } from '../../cards/note/actions.ts';
import { noteDraftBlocks } from '../../cards/note/draft-blocks.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Origin } from '../../crm/note/origin.ts';
import { Problem } from '../../crm/problem.ts';
import type { Visibility } from '../../crm/timeline/entry.ts';
import type { CommandInput, Context, Reply } from '../command.ts';
import { customerHere } from '../parse/customer-here.ts';
import { addButtonData, customerAnd } from '../parse/customer-phrase.ts';
import { beginNote } from './begin.ts';
import { noteWords } from './parse.ts';

export interface TypedNote {
  customer: CustomerId;
  body: string;
  visibility: Visibility;
  /** The words that named the customer; null where the room did. */
  said: string | null;
}

/** A note in words: saved at once where its customer is known, else kept until one is chosen. */
export async function noteFromInput(
  { typed: said, lines }: CommandInput,
  save: (typed: TypedNote) => Promise<Reply>,
  context: Context,
): Promise<Reply> {
  if (!said.trim())
    return beginNote({ customer: (await customerHere(context)) ?? undefined }, context);
  const all = (lines || said).trim();
  const { customer, rest, visibility } = await noteWords(all, context);
  // A customer's name does not go over the end of a line.
  const [first = '', ...others] = rest.split('\n');
  const which = await customerAnd({ customer, rest: first }, context, {
    action: notePick,
    label: rest.trim() ? 'note' : 'beginNote',
  });
  const body = [which.rest, ...others].join('\n').trim();
  if (which.kind === 'nobody')
    throw new Problem('no-customer', stringsFor(context.reader).note.refused.noCustomer);
  if (which.kind === 'one')
    return body
      ? save({ customer: which.id, body, visibility, said: which.said })
      : beginNote({ customer: which.id, visibility }, context);
  return body
    ? kept(
        which.reply,
        { all: all.endsWith(body) ? all : `${which.said}: ${body}`, body, visibility },
        context,
      )
    : which.reply;
}

/** Stores every word as a draft, and says so. The words of the name are left out once a customer is chosen. */
async function kept(
  reply: Reply,
  { all, body, visibility }: { all: string; body: string; visibility: Visibility },
  context: Context,
): Promise<Reply> {
  const { store, person, place, now, id } = context;
  const draft = id();
  const origin: Origin = {
    author: person.name,
    link: null,
    place: null,
    messages: [{ author: person.name, at: now, words: all }],
    files: [],
  };
  await store.drafts.save({ id: draft, person: person.id, place, origin, at: now });
  const chosen = addButtonData(reply, { draft, words: body.length, visibility });
  return chosen.kind === 'answer'
    ? {
        kind: 'answer',
        view: {
          ...chosen.view,
          blocks: [...chosen.view.blocks, ...noteDraftBlocks(draft, context.reader)],
        },
      }
    : chosen;
}

/** Cuts the note from all that was typed: its end, of the note's length. */
export const bodyOf = (typed: string, length: number | undefined): string => {
  const end = length === undefined ? typed : typed.slice(-length);
  return end.trim();
};
