import { stringsFor } from '../../cards/strings.ts';
import { taskCard, taskTitle } from '../../cards/task/card.ts';
import type { Person } from '../../crm/person/person.ts';
import type { Change } from '../../crm/store/change.ts';
import { isLate, remindTask } from '../../crm/task/rules.ts';
import { summarizeTask } from '../../crm/task/summary.ts';
import type { Task } from '../../crm/task/task.ts';
import { workingTimeOf } from '../../crm/task/working-time.ts';
import { clockJob, defineJob, type JobContext } from '../job.ts';
import { clockDid, eachOf } from '../scheduled.ts';

const AT_ONCE = 1000;

/** Tells holders what is due, in their working time, and once a working day what is late. */
export const remindTasks = defineJob({
  kind: clockJob('remind-tasks'),
  cron: '*/5 * * * *',
  async run(_, context) {
    await eachOf(await context.store.tasks.due(context.now(), AT_ONCE), (task) =>
      remind(task, context),
    );
  },
});

/** Another copy of the bot, or the holder, may be faster: then the commit is stale and there is nothing left to do. */
async function remind(task: Task, context: JobContext): Promise<void> {
  const { store } = context;
  const now = context.now();
  const [holder, giver] = await Promise.all([
    store.people.get(task.holder),
    store.people.get(task.createdBy),
  ]);
  const to = [holder, giver].find((person) => person?.active);
  if (!to) return giveUp(task, context);
  const reminded = remindTask(
    task,
    now,
    await workingTimeOf(to, context.readerOf(to).zone, store, now),
  );
  if (!reminded) return;
  const message = await messageTo(
    to,
    { task: reminded, putOff: task.snoozedUntil !== null && task.reminders === 0, holder, now },
    context,
  );
  await store.commit(
    [
      { kind: 'task', task: reminded },
      message,
      clockDid(
        'task',
        task.customerId,
        { task: task.id, step: 'reminded', of: to.id === task.holder ? 'holder' : 'giver' },
        now,
      ),
    ],
    now,
  );
}

/** Gives up a task whose holder and giver are gone: it is put on record once, and nobody is told. */
async function giveUp(task: Task, { store, now }: JobContext): Promise<void> {
  if (task.reminders > 0) return;
  const at = now();
  await store.commit(
    [
      { kind: 'task', task: { ...task, reminders: 1, version: task.version + 1 } },
      clockDid('task', task.customerId, { task: task.id, step: 'nobody-to-remind' }, at),
    ],
    at,
  );
}

async function messageTo(
  to: Person,
  { task, putOff, holder, now }: { task: Task; putOff: boolean; holder: Person | null; now: Date },
  { store, readerOf }: JobContext,
): Promise<Change> {
  const reader = readerOf(to);
  const { task: strings } = stringsFor(reader);
  const said = await summarizeTask(task, to.id, store);
  const title = taskTitle(said, reader);
  // Due in the night or at the weekend and told in the morning is not late yet.
  const late = isLate(task, now) && task.reminders > 1;
  const line = late ? strings.line.late(title) : strings.line.due(title);
  const ofItself = late ? strings.reminder.late : strings.reminder.due;
  const why = putOff ? strings.reminder.asked : ofItself;
  return {
    kind: 'message',
    message: {
      key: `task:${task.id}:${task.version}:${to.id}`,
      subject: { kind: 'task', id: task.id, role: 'reminder', version: task.version },
      to: { kind: 'person', person: to.id },
      kind: 'task',
      customerId: task.customerId,
      line,
      why: to.id === task.holder ? strings.why.due : strings.why.gone(holder?.name ?? said.holder),
      view: taskCard({ ...said, said: why, reader }),
      pressing: true,
    },
  };
}
