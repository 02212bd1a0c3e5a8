import type { z } from 'zod';
import type { digestLate, digestTake } from '../../cards/digest/actions.ts';
import { needWords } from '../../cards/digest/need.ts';
import { lateHandoffsCard, takenCard } from '../../cards/digest/taken-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { needingCustomer } from '../../crm/digest/content.ts';
import { showTakenJob, takenTaskId } from '../../crm/digest/digest.ts';
import { lateDepartment } from '../../crm/digest/late.ts';
import { Problem } from '../../crm/problem.ts';
import { sendJob } from '../../crm/store/change.ts';
import type { Task } from '../../crm/task/task.ts';
import type { Context, Reply } from '../command.ts';
import { createTask, theTask } from '../task/steps.ts';
import { actOn } from './issue.ts';

/** Makes a customer who needs somebody the presser's task: one task per customer and issue, whoever presses first. */
export async function takeCustomer(
  { customer, ...which }: z.output<typeof digestTake.data>,
  context: Context,
): Promise<Reply> {
  const { store, person, now, reader } = context;
  const [name] = await Promise.all([store.customers.name(customer), actOn(which, context)]);
  if (name === null)
    throw new Problem('unknown-customer', stringsFor(reader).problem.unknownCustomer);
  const needing = await needingCustomer(customer, context);
  const task: Task = {
    id: takenTaskId(which, customer),
    customerId: customer,
    version: 1,
    createdAt: now,
    what: stringsFor(reader).digest.task(needing ? needWords(needing, reader) : name),
    holder: person.id,
    createdBy: person.id,
    dueAt: null,
    snoozedUntil: null,
    state: 'open',
    doneAt: null,
    reminders: 0,
    origin: null,
  };
  const shown = sendJob(showTakenJob, which, { key: `show-taken:${task.id}` });
  const made = (await createTask(task, context, [shown])) === 'done';
  const { holder } = made ? task : await theTask(task.id, context);
  const other = holder === person.id ? null : await store.people.get(holder);
  return {
    kind: 'answer',
    view: takenCard({
      customer: name,
      task: task.id,
      what: task.what,
      by: other?.name ?? null,
      reader,
    }),
  };
}

/** The handoffs that wait for this department and are late, the longest first. */
export async function showLate(
  { department, ...which }: z.output<typeof digestLate.data>,
  context: Context,
): Promise<Reply> {
  const { store, now, reader, audit } = context;
  await actOn(which, context);
  const late = await lateDepartment(department, store, now);
  await audit({
    action: 'look-up',
    customer: null,
    detail: { shown: 'handoffs', count: late.length },
  });
  return { kind: 'answer', view: lateHandoffsCard(department, late, reader) };
}
