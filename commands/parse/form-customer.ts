import { z } from 'zod';
import { stringsFor } from '../../cards/strings.ts';
import type { CustomerChoice } from '../../cards/view/customer-fields.ts';
import type { Option } from '../../cards/view/view.ts';
import { CustomerId } from '../../crm/customer/customer.ts';
import { Problem } from '../../crm/problem.ts';
import { clip } from '../../crm/text/cut.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import type { Context } from '../command.ts';
import { customerFrom } from './customer-phrase.ts';
import { typedText } from './length.ts';
import { ownFirst } from './own-first.ts';

/** A form's customer: an id or the typed words, or the one chosen of several. */
export const CustomerValues = z.object({
  customer: typedText(LONGEST.customer).default(''),
  which: CustomerId.optional(),
});
type Filled = { customer?: string | undefined; which?: CustomerId | undefined };

/** One fewer than a search finds, so that it is known whether there are more. */
const OFFERED = 49;

/** The customer that a form means; a `Problem` says why it is not one yet. `begun` is whom the form was opened with. */
export async function formCustomer(
  { customer = '', which }: Filled,
  begun: CustomerId | undefined,
  context: Context,
): Promise<CustomerId> {
  const strings = stringsFor(context.reader);
  const typed = customer.trim();
  if (!typed && which) return which;
  if (!typed && begun) return begun;
  if (!typed) throw new Problem('no-customer', strings.handoff.problem.noCustomer);
  // Where the field holds a name, several may share it: the one that was begun with is meant while it stands there.
  if (begun && (await context.store.customers.name(begun)) === typed) return begun;
  const found = await customerFrom(typed, context);
  if (found) return found;
  const { options, more } = await near(typed, context);
  const several = options.length > 0;
  throw new Problem(
    several ? 'several-customers' : 'unknown-customer',
    several
      ? { say: strings.note.form.which(typed, more), try: '' }
      : { say: strings.notFound.title(typed), try: strings.notFound.try },
  );
}

const NOBODY = { options: [], more: false };

/** How to ask for it once more. */
export async function customerChoice(
  values: { customer?: unknown; which?: unknown },
  begun: CustomerId | undefined,
  context: Context,
): Promise<CustomerChoice> {
  const filled = CustomerValues.safeParse(values).data;
  // Too long to be looked up, it stays as it was typed.
  if (!filled && typeof values.customer === 'string')
    return { kind: 'ask', value: { value: clip(values.customer, 100), label: values.customer } };
  const typed = filled?.customer ?? '';
  const one = await formCustomer(filled ?? {}, begun, context).catch((cause: unknown) => {
    if (cause instanceof Problem) return null;
    throw cause;
  });
  const name = one && (await context.store.customers.name(one));
  if (one && name) return { kind: 'ask', value: { value: one, label: name } };
  const { options, more } = typed ? await near(typed, context) : NOBODY;
  return options.length > 0
    ? { kind: 'which', query: typed, options, more }
    : { kind: 'ask', value: typed ? { value: clip(typed, 100), label: typed } : null };
}

/** Customers that come near what was typed, and whether there are more than a form offers. */
export async function near(
  typed: string,
  context: Pick<Context, 'store' | 'person'>,
): Promise<{ options: Option[]; more: boolean }> {
  const found = await ownFirst(await context.store.customers.find(typed, OFFERED + 1), context);
  return {
    options: found.slice(0, OFFERED).map(({ customer: { id, name, city, domain } }) => ({
      value: id,
      label: [name, city ?? domain].filter(Boolean).join(' · '),
    })),
    more: found.length > OFFERED,
  };
}
