import { z } from 'zod';
import { stringsFor } from '../../cards/strings.ts';
import { type taskDate, What } from '../../cards/task/actions.ts';
import { dateForm, taskForm } from '../../cards/task/form.ts';
import type { Form, Values } from '../../cards/view/view.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import type { Person } from '../../crm/person/person.ts';
import { Problem } from '../../crm/problem.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import type { Context, Reply } from '../command.ts';
import { CustomerValues, customerChoice } from '../parse/form-customer.ts';
import { whenWords } from '../parse/instant.ts';
import { theTask } from './steps.ts';

export const Filled = CustomerValues.extend({
  what: What,
  who: z.string().max(LONGEST.name).default(''),
  due: z.string().max(LONGEST.time).default(''),
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

/** The time in the zone of whoever is to do it. */
export function dueFor(due: string, holder: Person, context: Context): Date {
  const { problem } = stringsFor(context.reader).task;
  const found = whenWords(due.replace(/^\s*(?:by|until)\s+/i, ''), context.readerOf(holder));
  if (!found) throw new Problem('no-time', problem.noTime(due));
  if (found.at <= context.now) throw new Problem('past', problem.past(due));
  return found.at;
}
