import { z } from 'zod';
import type { noteSave } from '../../cards/note/actions.ts';
import { refillForm } from '../../cards/view/refill.ts';
import type { Form } from '../../cards/view/view.ts';
import { CustomerId } from '../../crm/customer/customer.ts';
import type { Origin } from '../../crm/note/origin.ts';
import type { Problem } from '../../crm/problem.ts';
import { Visibility } from '../../crm/timeline/entry.ts';
import type { Context, Reply } from '../command.ts';
import { draftOf, isTyped } from '../draft/draft.ts';
import { customerFrom } from '../parse/customer-phrase.ts';
import { beginNote } from './begin.ts';

export const Filled = z.object({
  customer: z.string().max(300).default(''),
  which: CustomerId.optional(),
  body: z.string().max(40_000).default(''),
  visibility: Visibility.default('everyone'),
  keep: z.enum(['one', 'thread']).default('one'),
});

export interface Submitted {
  data: z.infer<typeof noteSave.data>;
  values: z.infer<typeof Filled>;
}

/** The form with all that was filled in, where it cannot be saved so. */
export async function formAgain(
  { data, values }: Submitted,
  fault: Problem,
  context: Context,
): Promise<Form> {
  const draft = data.draft ? await draftOf(data.draft, context) : null;
  const again = await beginNote(
    {
      id: data.id,
      ...(data.draft && { draft: data.draft }),
      customer: (await chosen(data.customer, values, context)) ?? undefined,
      origin: draft && !isTyped(draft, context.person) ? draft.origin : null,
    },
    context,
  );
  if (again.kind !== 'form') throw fault;
  const { body, visibility, keep } = values;
  return refillForm(again.form, { body, visibility, keep }, fault);
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
    { ...again, which: { kind: 'which', query: customer, options: await near(customer, context) } },
    context,
  );
}

export const near = async (customer: string, { store }: Context) =>
  (await store.customers.find(customer, 10)).map(
    ({ customer: { id: value, name, city, domain } }) => ({
      value,
      label: [name, city ?? domain].filter(Boolean).join(' · '),
    }),
  );
