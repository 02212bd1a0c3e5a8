import { z } from 'zod';
import type { noteSave } from '../../cards/note/actions.ts';
import type { Form, Values } from '../../cards/view/view.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Origin } from '../../crm/note/origin.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { Visibility } from '../../crm/timeline/entry.ts';
import type { Context, Reply } from '../command.ts';
import { draftOf, isTyped } from '../draft/draft.ts';
import { customerFrom } from '../parse/customer-phrase.ts';
import { CustomerValues, near } from '../parse/form-customer.ts';
import { typedText } from '../parse/length.ts';
import { beginNote } from './begin.ts';

export const Filled = CustomerValues.extend({
  body: typedText(LONGEST.note).default(''),
  visibility: Visibility.default('everyone'),
  keep: z.enum(['one', 'thread']).default('one'),
});

export interface Submitted {
  data: z.infer<typeof noteSave.data>;
  values: z.infer<typeof Filled>;
}

/** The form once more, where it cannot be saved so; null where it is no longer asked for. */
export async function formAgain(
  { data, values }: { data: Submitted['data']; values: Values },
  context: Context,
): Promise<Form | null> {
  const named = CustomerValues.safeParse(values).data;
  const draft = data.draft ? await draftOf(data.draft, context) : null;
  const again = await beginNote(
    {
      id: data.id,
      ...(data.draft && { draft: data.draft }),
      customer: (named ? await chosen(data.customer, named, context) : data.customer) ?? undefined,
      origin: draft && !isTyped(draft, context.person) ? draft.origin : null,
    },
    context,
  );
  return again.kind === 'form' ? again.form : null;
}

/** On Teams the field holds a name, which several may share: the one that was begun with is meant while it stands there. */
export async function chosen(
  begun: CustomerId | undefined,
  { customer, which }: Pick<z.infer<typeof Filled>, 'customer' | 'which'>,
  context: Context,
): Promise<CustomerId | null> {
  if (which) return which;
  if (!customer.trim()) return begun ?? null;
  if (begun && (await context.store.customers.name(begun)) === customer.trim()) return begun;
  return customerFrom(customer.trim(), context);
}

/** Asked again with everything that was filled in, and the names that come near. */
export async function whichOf(
  { id, draft }: z.infer<typeof noteSave.data>,
  { customer, body, visibility, keep }: z.infer<typeof Filled>,
  origin: Origin | null,
  context: Context,
): Promise<Reply> {
  const again = { id, ...(draft && { draft }), origin, body, visibility, whole: keep === 'thread' };
  if (!customer.trim()) return beginNote(again, context);
  return beginNote(
    { ...again, which: { kind: 'which', query: customer, ...(await near(customer, context)) } },
    context,
  );
}
