import { z } from 'zod';
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
import { reassignForm } from '../../cards/task/form.ts';
import { shortText } from '../../cards/view/lines.ts';
import { keptOf } from '../../crm/note/files.ts';
import { Problem } from '../../crm/problem.ts';
import type { TaskStep } from '../../crm/task/rules.ts';
import { LONGEST } from '../../crm/text/limits.ts';
import {
  CommandInput,
  type Context,
  defineCommand,
  type Filling,
  on,
  type Reply,
} from '../command.ts';
import { cardFor } from '../customer/card-for.ts';
import { draftOf, likelyCustomer } from '../draft/draft.ts';
import { theColleague } from '../parse/colleague.ts';
import { submitOrAgain } from '../parse/form.ts';
import { formCustomer } from '../parse/form-customer.ts';
import { typedText } from '../parse/length.ts';
import { taskWords } from '../parse/task-words.ts';
import { begin, dueFor, Filled, formOf, formOfDate } from './begin.ts';
import { taskFromInput } from './from-input.ts';
import { TASK_PHRASES } from './phrases.ts';
import { addTask, showTask } from './receipt.ts';
import { snoozeUntil } from './snooze.ts';
import { retryCrm, takeStep, theTask } from './steps.ts';

export const task = defineCommand({
  name: 'task',
  listed: 'early',
  usage: 'task <customer> [@colleague] <what> [by <when>]',
  summary: 'Give a colleague, or yourself, something to do for a customer',
  examples: [
    'task acme @ben send the new offer by friday 3pm',
    'task globex "ask Dana about seats" by tomorrow',
  ],
  phrases: TASK_PHRASES,
  fillIn: (slots, context) => begin(begunBy(slots, context), context),
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
    on(taskShow, async ({ task: id }, context) =>
      showTask(await theTask(id, context), null, context),
    ),
    on(taskCustomer, async ({ task: id }, context) => {
      const shown = await theTask(id, context);
      return showTask(shown, null, context, {
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
      showTask(await retryCrm(id, context), null, context),
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

/** The time that stands behind the words goes into its own field. */
function begunBy({ words = '', who = '', when = '' }: Filling, { reader }: Context) {
  const { rest, due } = taskWords(words, reader);
  return { what: rest, who, due: when || (due ?? '') };
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

async function step(id: string, wanted: TaskStep, context: Context): Promise<Reply> {
  const { task: after, said } = await takeStep(id, wanted, context);
  return showTask(after, said, context);
}
