import type { z } from 'zod';
import { type taskDate, What } from '../../cards/task/actions.ts';
import { dateForm, taskForm } from '../../cards/task/form.ts';
import type { Form, Values } from '../../cards/view/view.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Person } from '../../crm/person/person.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { addMonths, dayIn } from '../../crm/time/day.ts';
import type { Context, Reply } from '../command.ts';
import { dueInstant } from '../parse/due-instant.ts';
import { CustomerValues, customerChoice } from '../parse/form-customer.ts';
import { typedText } from '../parse/length.ts';
import { theTask } from './steps.ts';

export const Filled = CustomerValues.extend({
  what: What,
  who: typedText(LONGEST.name).default(''),
  due: typedText(LONGEST.time).default(''),
});

interface Beginning {
  id?: string;
  customer?: CustomerId | undefined;
  draft?: string | undefined;
  what?: string;
  who?: string;
  due?: string;
}

export const begin = async (begun: Beginning, context: Context): Promise<Reply> => ({
  kind: 'form',
  form: await formOf(begun, {}, context),
});

/** `values`: what was filled in before, where it comes again. */
export async function formOf(
  { id, customer, draft, what = '', who = '', due = '' }: Beginning,
  values: Values,
  context: Context,
): Promise<Form> {
  const data = { id: id ?? context.id(), ...(customer && { customer }), ...(draft && { draft }) };
  return taskForm({
    customer: await customerChoice(values, customer, context),
    what,
    who,
    due,
    data,
    reader: context.reader,
  });
}

export async function formOfDate(
  { data: { task: id } }: { data: z.infer<typeof taskDate.data> },
  context: Context,
): Promise<Form> {
  const { what } = await theTask(id, context);
  return dateForm({ task: id, what, reader: context.reader });
}

/** A clock's time is that of whoever is to do it; a mere day ends with the working day of the one who typed it. */
export async function dueFor(due: string, holder: Person, context: Context): Promise<Date> {
  const { reader, now, store } = context;
  const { zone } = context.readerOf(holder);
  const said = due.trim().replace(/^(?:by|until)\s+/i, '');
  const today = dayIn(now, zone);
  const holidays = await store.holidays.of(zone, today, addMonths(today, 12));
  const mine = dueInstant(said, { ...reader, now, holidays }, reader);
  return mine.wholeDay ? mine.at : dueInstant(said, { ...reader, now, zone, holidays }, reader).at;
}
