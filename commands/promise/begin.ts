import { PromiseText } from '../../cards/promise/actions.ts';
import { promiseForm } from '../../cards/promise/form.ts';
import type { Form, Values } from '../../cards/view/view.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import type { Context, Reply } from '../command.ts';
import { CustomerValues, customerChoice } from '../parse/form-customer.ts';
import { typedText } from '../parse/length.ts';

export const FilledPromise = CustomerValues.extend({
  what: PromiseText,
  to: typedText(LONGEST.name).default(''),
  who: typedText(LONGEST.name).default(''),
  due: typedText(LONGEST.time).default(''),
});

interface Beginning {
  id?: string;
  customer?: CustomerId | undefined;
  what?: string;
  who?: string;
  due?: string;
}

export const beginPromise = async (begun: Beginning, context: Context): Promise<Reply> => ({
  kind: 'form',
  form: await promiseFormOf(begun, {}, context),
});

/** `values`: what was filled in before, where it comes again. */
export async function promiseFormOf(
  { id, customer, what = '', who = '', due = '' }: Beginning,
  values: Values,
  context: Context,
): Promise<Form> {
  return promiseForm({
    customer: await customerChoice(values, customer, context),
    what,
    to: '',
    who,
    due,
    data: { id: id ?? context.id(), ...(customer && { customer }) },
    reader: context.reader,
  });
}
