import { z } from 'zod';
import { targetName } from '../../cards/note/target-name.ts';
import { stringsFor } from '../../cards/strings.ts';
import {
  taskBegin,
  taskChosen,
  taskCreate,
  taskCustomer,
  taskDate,
  taskDating,
  taskDone,
  taskDrop,
  taskFromMessage,
  taskGive,
  taskHandOn,
  taskReassign,
  taskReopen,
  taskRetry,
  taskShow,
  taskSnooze,
} from '../../cards/task/actions.ts';
import { taskCard } from '../../cards/task/card.ts';
import { reassignForm } from '../../cards/task/form.ts';
import { absentWords } from '../../cards/task/messages.ts';
import { clock, exact } from '../../cards/view/format.ts';
import { shortText } from '../../cards/view/lines.ts';
import { firstName } from '../../cards/view/names.ts';
import { refillForm } from '../../cards/view/refill.ts';
import type { View } from '../../cards/view/view.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { substituteFor } from '../../crm/handoff/substitute.ts';
import { keptOf } from '../../crm/note/files.ts';
import { findTarget } from '../../crm/note/write-back.ts';
import type { Person } from '../../crm/person/person.ts';
import { Problem } from '../../crm/problem.ts';
import { dueOnDayOff } from '../../crm/task/day-off.ts';
import type { TaskStep } from '../../crm/task/rules.ts';
import { summarizeTask } from '../../crm/task/summary.ts';
import type { Task } from '../../crm/task/task.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';
import { cardFor } from '../customer/card-for.ts';
import { draftOf, likelyCustomer } from '../draft/draft.ts';
import { theColleague } from '../parse/colleague.ts';
import { addButtonData, customerAnd } from '../parse/customer-phrase.ts';
import { orForm, submitOrAgain } from '../parse/form.ts';
import { formCustomer } from '../parse/form-customer.ts';
import { checkLength, isCarried, typedText } from '../parse/length.ts';
import { begin, dueFor, Filled, formOf, formOfDate } from './begin.ts';
import { taskWords } from './parse.ts';
import { snoozeUntil } from './snooze.ts';
import { createTask, crmStateOf, retryCrm, takeStep, theTask } from './steps.ts';

export const task = defineCommand({
  name: 'task',
  usage: 'task <customer> [@colleague] <what> [by <when>]',
  summary: 'Give a colleague, or yourself, something to do for a customer',
  examples: [
    'task acme @ben send the new offer by friday 3pm',
    'task globex "ask Dana about seats" by tomorrow',
  ],
  writes: true,
  shortcut: 'Task on a customer',
  args: CommandInput,
  run: taskFromInput,
  actions: [
    on(taskChosen, async ({ id, customer, what, holder, due }, context) => {
      const person = await context.store.people.get(holder);
      if (!person?.active)
        throw new Problem(
          'unknown-colleague',
          stringsFor(context.reader).task.problem.nobody(holder),
        );
      return addTask(
        { id, customer, what, holder: person, dueAt: due ? new Date(due) : null, origin: null },
        context,
      );
    }),
    on(taskBegin, (data, context) =>
      begin({ customer: data.customer, what: '', who: '', due: '' }, context),
    ),
    on(taskFromMessage, async ({ draft: id }, context) => {
      const draft = await draftOf(id, context);
      const customer = (await likelyCustomer(draft, context)) ?? undefined;
      return begin(
        {
          customer,
          draft: id,
          what: shortText(draft.origin.messages[0]?.words ?? '', LONGEST.text),
          who: '',
          due: '',
        },
        context,
      );
    }),
    submitOrAgain(
      { action: taskCreate, values: Filled },
      ({ data, values }, context) => filled(data, values, context),
      ({ data, values }, context) => formOf(data, values, context),
    ),
    on(taskShow, async ({ task: id }, context) => show(await theTask(id, context), null, context)),
    on(taskCustomer, async ({ task: id }, context) => {
      const shown = await theTask(id, context);
      return show(shown, null, context, {
        card: await cardFor(shown.customerId, context.person, context),
      });
    }),
    on(taskDone, ({ task: id }, context) => step(id, { kind: 'done' }, context)),
    on(taskDrop, ({ task: id }, context) => step(id, { kind: 'drop' }, context)),
    on(taskReopen, ({ task: id }, context) => step(id, { kind: 'reopen' }, context)),
    on(taskSnooze, ({ task: id, how }, context) =>
      step(id, { kind: 'snooze', until: snoozeUntil(how, context.reader) }, context),
    ),
    /** Asks the CRM once more. */
    on(taskRetry, async ({ task: id }, context) =>
      show(await retryCrm(id, context), null, context),
    ),
    on(taskGive, async ({ task: id, to }, context) => {
      const person = await context.store.people.get(to);
      if (!person?.active)
        throw new Problem('unknown-colleague', stringsFor(context.reader).task.problem.nobody(to));
      return step(id, { kind: 'reassign', to }, context);
    }),
    on(taskHandOn, async (data, { reader }) => ({
      kind: 'form',
      form: reassignForm({ ...data, reader }),
    })),
    submitOrAgain(
      { action: taskReassign, values: z.object({ who: typedText(LONGEST.name).min(1) }) },
      async ({ data, values: { who } }, context) =>
        step(data.task, { kind: 'reassign', to: (await theColleague(who, context)).id }, context),
      ({ data }, { reader }) => reassignForm({ ...data, reader }),
    ),
    on(taskDating, async (data, context) => ({
      kind: 'form',
      form: await formOfDate({ data }, context),
    })),
    submitOrAgain(
      { action: taskDate, values: z.object({ due: typedText(LONGEST.time).default('') }) },
      dated,
      formOfDate,
    ),
  ],
});

async function taskFromInput({ typed }: CommandInput, context: Context): Promise<Reply> {
  const said = taskWords(typed, context.reader);
  const which = await customerAnd(said, context, { action: taskChosen, label: 'task' });
  const begun = {
    customer: which.kind === 'one' ? which.id : undefined,
    what: which.rest,
    who: said.who ?? '',
    due: said.due ?? '',
  };
  if (which.kind === 'nobody' || (which.kind === 'one' && !which.rest))
    return begin(begun, context);
  if (!which.rest) throw new Problem('no-task', stringsFor(context.reader).task.problem.noWhat);
  return orForm(
    async () => {
      checkLength(which.rest, LONGEST.text, context);
      const holder = said.who ? await theColleague(said.who, context) : context.person;
      const dueAt = said.due ? await dueFor(said.due, holder, context) : null;
      const what = which.rest;
      if (which.kind === 'choose') {
        const data = {
          id: context.id(),
          what,
          holder: holder.id,
          due: dueAt?.toISOString() ?? null,
        };
        return isCarried(data)
          ? addButtonData(which.reply, data)
          : { kind: 'form', form: await formOf(begun, { customer: which.said }, context) };
      }
      return addTask(
        { id: context.id(), customer: which.id, what, holder, dueAt, origin: null },
        context,
      );
    },
    async (fault) =>
      refillForm(
        await formOf(begun, which.kind === 'choose' ? { customer: which.said } : {}, context),
        {},
        fault,
      ),
  );
}

async function filled(
  { id, customer: begun, draft }: z.infer<typeof taskCreate.data>,
  values: z.infer<typeof Filled>,
  context: Context,
): Promise<Reply> {
  const customer = await formCustomer(values, begun, context);
  const holder = values.who.trim() ? await theColleague(values.who, context) : context.person;
  const dueAt = values.due.trim() ? await dueFor(values.due, holder, context) : null;
  const from = draft ? await context.store.drafts.get(draft) : null;
  // Submitted once more: the message became a task already.
  const origin =
    from && from.person === context.person.id ? keptOf(from.origin, { thread: true }) : null;
  const reply = await addTask({ id, customer, what: values.what, holder, dueAt, origin }, context);
  if (draft && origin) await context.store.drafts.remove(draft);
  return reply;
}

/** In the zone of whoever is to do it. */
async function dated(
  { data, values: { due } }: { data: z.infer<typeof taskDate.data>; values: { due: string } },
  context: Context,
): Promise<Reply> {
  const holder = await context.store.people.get((await theTask(data.task, context)).holder);
  return step(
    data.task,
    { kind: 'date', at: await dueFor(due, holder ?? context.person, context) },
    context,
  );
}

interface Wanted {
  id: string;
  customer: CustomerId;
  what: string;
  holder: Person;
  dueAt: Date | null;
  origin: Task['origin'];
}

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
    return show(await theTask(id, context), null, context);
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
    absence && (await substituteFor(holder, { giver: person.id, store: context.store, now }));
  const away =
    absence && absentWords({ holder, until: absence.until, zone: theirs.zone, substitute, reader });
  return show(made, [said, abroad, away].filter(Boolean).join(' '), context, { substitute });
}

async function step(id: string, wanted: TaskStep, context: Context): Promise<Reply> {
  const { task: after, said } = await takeStep(id, wanted, context);
  return show(after, said, context);
}

async function show(
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
    dueOnDayOff(shown, store, context.readerOf),
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
    crm:
      target.kind === 'unconnected'
        ? null
        : { name: targetName(target, stringsFor(reader)), state },
    reader,
  });
  await context.audit({
    action: 'look-up',
    customer: shown.customerId,
    detail: { shown: card ? 'task and card' : 'task', task: shown.id },
  });
  return { kind: 'answer', view };
}
