import { type NoteForm, noteForm } from '../../cards/note/form.ts';
import { stringsFor } from '../../cards/strings.ts';
import type { Option } from '../../cards/view/view.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { verdictOf } from '../../crm/note/files.ts';
import type { Origin } from '../../crm/note/origin.ts';
import type { Draft } from '../../crm/store/drafts.ts';
import { FORM_FIELD } from '../../crm/text/limits.ts';
import type { Visibility } from '../../crm/timeline/entry.ts';
import type { Context, Reply } from '../command.ts';
import { isTyped, likelyCustomers } from '../draft/draft.ts';
import { noteWords } from './parse.ts';

export interface Begun {
  /** Names the note before it exists, so that a form sent twice is one note. */
  id?: string;
  customer?: CustomerId | undefined;
  /** True where the customer was only guessed. */
  guessed?: boolean;
  draft?: string;
  origin?: Origin | null;
  body?: string;
  visibility?: Visibility;
  whole?: boolean;
  which?: Extract<NoteForm['customer'], { kind: 'which' }>;
  /** Customers that its text names. */
  named?: readonly Option[];
}

/** How the form asks for the customer. */
function askedOf({ which, named, guessed }: Begun, known: Option | null): NoteForm['customer'] {
  if (which) return which;
  if (named) return { kind: 'named', options: named };
  return known && !guessed ? { kind: 'known', name: known.label } : { kind: 'ask', value: known };
}

/** The form for a new note, with what is known of it so far. */
export async function beginNote(begun: Begun, context: Context): Promise<Reply> {
  const {
    customer,
    draft,
    origin = null,
    body = '',
    visibility = 'everyone',
    whole = true,
  } = begun;
  const name = customer ? await context.store.customers.name(customer) : null;
  const known = customer && name !== null ? { value: customer, label: name } : null;
  const asked = askedOf(begun, known);
  const data = {
    id: begun.id ?? context.id(),
    ...(known && { customer: known.value }),
    ...(draft && { draft }),
  };
  const strings = stringsFor(context.reader).note;
  const isHeld = draft !== undefined && body.length > FORM_FIELD;
  const leftOut = [
    ...leftOutOf(origin).map(({ name: file, verdict }) => strings.leftOut[verdict](file)),
    ...(isHeld ? [strings.form.held(body.length)] : []),
  ];
  return {
    kind: 'form',
    form: noteForm({
      customer: asked,
      body: isHeld ? '' : body,
      isHeld,
      visibility,
      origin,
      whole,
      leftOut,
      department: context.person.department,
      data,
      reader: context.reader,
    }),
  };
}

/** The files that are not kept, and why. */
export const leftOutOf = (origin: Origin | null) =>
  (origin?.files ?? []).flatMap((file) => {
    const verdict = verdictOf(file);
    return verdict === 'kept' ? [] : [{ name: file.name, verdict }];
  });

/** Reads a note that was begun: a message that it keeps, or the words typed for it. */
export async function begunOf(
  draft: Draft,
  context: Context,
): Promise<Pick<Begun, 'origin' | 'body' | 'visibility'>> {
  if (!isTyped(draft, context.person)) return { origin: draft.origin };
  const body = draft.origin.messages[0]?.words ?? '';
  return { body, visibility: (await noteWords(body, context)).visibility };
}

/** The customer that it names; where it names several, they are offered. */
export async function likelyOf(
  draft: Draft,
  context: Context,
): Promise<Pick<Begun, 'customer' | 'named'>> {
  const [one, ...others] = await likelyCustomers(draft, context);
  if (others.length === 0) return { customer: one };
  const named = await Promise.all(
    [one, ...others].flatMap((id) =>
      id
        ? [context.store.customers.name(id).then((name) => ({ value: id, label: name ?? '' }))]
        : [],
    ),
  );
  return { named };
}
