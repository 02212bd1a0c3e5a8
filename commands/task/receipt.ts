import { stringsFor } from '../../cards/strings.ts';
import { taskCard } from '../../cards/task/card.ts';
import { absentWords } from '../../cards/task/messages.ts';
import { clock, exact } from '../../cards/view/format.ts';
import { firstName } from '../../cards/view/names.ts';
import type { View } from '../../cards/view/view.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { substituteFor } from '../../crm/handoff/substitute.ts';
import { findTarget } from '../../crm/note/write-back.ts';
import type { Person } from '../../crm/person/person.ts';
import { Problem } from '../../crm/problem.ts';
import { dueDayOff, summarizeTask } from '../../crm/task/summary.ts';
import type { Task } from '../../crm/task/task.ts';
import type { Context, Reply } from '../command.ts';
import { crmShown } from '../note/crm-shown.ts';
import { createTask, crmStateOf, theTask } from './steps.ts';

interface Wanted {
  id: string;
  customer: CustomerId;
  what: string;
  holder: Person;
  dueAt: Date | null;
  origin: Task['origin'];
}

/** Adds the task, and answers with it: whose it is, and when it is due for them. */
export async function addTask(
  { id, customer, what, holder, dueAt, origin }: Wanted,
  context: Context,
): Promise<Reply> {
  const { person, now, reader } = context;
  const strings = stringsFor(reader).task;
  if ((await context.store.customers.name(customer)) === null)
    throw new Problem('unknown-customer', stringsFor(reader).problem.unknownCustomer);
  const made: Task = {
    id,
    customerId: customer,
    version: 1,
    createdAt: now,
    what,
    holder: holder.id,
    createdBy: person.id,
    dueAt,
    snoozedUntil: null,
    state: 'open',
    doneAt: null,
    reminders: 0,
    origin,
  };
  if ((await createTask(made, context)) === 'stale')
    return showTask(await theTask(id, context), null, context);
  const theirs = context.readerOf(holder);
  const abroad =
    dueAt && clock(dueAt, theirs) !== clock(dueAt, reader)
      ? strings.savedAbroad(firstName(holder.name), exact(dueAt, theirs))
      : null;
  const first = firstName(holder.name);
  const mine = dueAt ? strings.savedMine : strings.savedUndated;
  const theirTask = dueAt ? strings.saved(first) : strings.savedUndatedFor(first);
  const said = holder.id === person.id ? mine : theirTask;
  const absence = holder.id === person.id ? null : await context.store.absences.get(holder.id, now);
  const substitute =
    absence && (await substituteFor(holder, { giver: person.id, due: dueAt, now, context }));
  const away =
    absence && absentWords({ holder, until: absence.until, zone: theirs.zone, substitute, reader });
  return showTask(made, [said, abroad, away].filter(Boolean).join(' '), context, { substitute });
}

/** The task as it is now, after what was said of it; the look is audited. */
export async function showTask(
  shown: Task,
  said: string | null,
  context: Context,
  { card = null, substitute = null }: { card?: View | null; substitute?: Person | null } = {},
): Promise<Reply> {
  const { store, person, reader } = context;
  const { customerId } = shown;
  const subject = { kind: 'task' as const, id: shown.id };
  const [full, dayOff, state, target] = await Promise.all([
    summarizeTask(shown, person.id, store),
    dueDayOff(shown, context),
    crmStateOf(shown, store),
    findTarget({ customerId, subject, source: null }, context),
  ]);
  const snoozed =
    said === null && shown.snoozedUntil && shown.snoozedUntil > reader.now && shown.reminders === 0
      ? shown.snoozedUntil
      : null;
  const view = taskCard({
    ...full,
    said,
    snoozed,
    card,
    substitute,
    dayOff,
    crm: await crmShown(target, state, context),
    reader,
  });
  await context.audit({
    action: 'look-up',
    customer: shown.customerId,
    detail: { shown: card ? 'task and card' : 'task', task: shown.id },
  });
  return { kind: 'answer', view };
}
