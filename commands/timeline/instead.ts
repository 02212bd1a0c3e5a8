import type { Kind } from '../../crm/timeline/entry.ts';
import type { Context, Reply } from '../command.ts';
import { inputOf } from '../parse/input.ts';
import { calledOrTheirs } from '../parse/which-colleague.ts';
import { whoseOf } from '../parse/which-department.ts';
import { isNearCustomer } from '../parse/whose.ts';

/** Kinds of which the open ones have a list of their own, by colleague and department. */
const LISTS: Partial<Record<Kind, string>> = {
  ticket: 'tickets',
  task: 'tasks',
  handoff: 'handoffs',
};

/** `kim's tasks`: where no customer is called so and a colleague or a department is, their list; else null. */
export async function theirListInstead(
  name: string,
  kinds: readonly Kind[],
  context: Context,
): Promise<Reply | null> {
  const [kind, second] = kinds;
  const list = kind && !second ? LISTS[kind] : undefined;
  const command = list && context.commands.find((one) => one.name === list);
  if (!command || name === '' || (await context.store.customers.named(name))) return null;
  const { people, isSlip } = await calledOrTheirs(name.replace(/['’]s$/, ''), context);
  const isTheirs = (people.length > 0 && !isSlip) || (await whoseOf(name, context)) !== null;
  if (!isTheirs && (people.length === 0 || (await isNearCustomer(name, context)))) return null;
  return command.run(inputOf(name), context);
}
