import { stringsFor } from '../../cards/strings.ts';
import { exact } from '../../cards/view/format.ts';
import { firstName } from '../../cards/view/names.ts';
import { auditLine } from '../../crm/audit/audit-line.ts';
import { leavesHere, type WriteBackState } from '../../crm/note/write-back.ts';
import { refreshSentMessages } from '../../crm/notification/refresh-sent-messages.ts';
import { Problem } from '../../crm/problem.ts';
import type { Change } from '../../crm/store/change.ts';
import { type Decision, decide } from '../../crm/store/decide.ts';
import { stepTask, type TaskStep } from '../../crm/task/rules.ts';
import type { Task } from '../../crm/task/task.ts';
import { ownEntry } from '../../crm/timeline/own-entry.ts';
import type { Context } from '../command.ts';
import { colleagueOf, givenMessage, stepMessages, titleOf } from './messages.ts';

/** Versions without a write in a row. */
const LOOKED = 20;

export interface Stepped {
  task: Task;
  /** The step's outcome in words, or why there was none. */
  said: string | null;
  changed: boolean;
}

/** Takes a step, with everybody told; where somebody else was faster, it is decided again on what they left. */
export async function takeStep(id: string, step: TaskStep, context: Context): Promise<Stepped> {
  const { store, reader, now } = context;
  return decide(store, {
    read: () => theTask(id, context),
    decide: (task) => decideStep(task, step, context),
    now,
    busy: () =>
      new Problem('task-busy', { ...stringsFor(reader).task.problem.busy, reopens: false }),
  });
}

async function decideStep(
  task: Task,
  step: TaskStep,
  context: Context,
): Promise<Decision<Stepped>> {
  const outcome = stepTask(task, step, { by: context.person.id, now: context.now });
  if (outcome.kind === 'refused') {
    await context.audit({
      action: 'refused',
      customer: task.customerId,
      detail: { task: task.id, step: step.kind, why: outcome.why },
    });
    const said = stringsFor(context.reader).task.refused[outcome.why];
    return { changes: [], result: { task, said, changed: false } };
  }
  return {
    changes: await changesOf(task, outcome.task, step, context),
    result: { task: outcome.task, said: null, changed: true },
  };
}

export async function theTask(
  id: string,
  { store, reader }: Pick<Context, 'store' | 'reader'>,
): Promise<Task> {
  const task = await store.tasks.get(id);
  if (!task)
    throw new Problem('task-gone', { ...stringsFor(reader).task.problem.gone, reopens: false });
  return task;
}

/** A new task, with its holder told; `stale` where it was made before. */
export async function createTask(
  task: Task,
  context: Context,
  alongside: readonly Change[] = [],
): Promise<'done' | 'stale'> {
  const { person, store, reader } = context;
  const holder = await colleagueOf(task.holder, context);
  const { entry: strings } = stringsFor(reader).task;
  const title = strings.made(firstName(person.name), firstName(holder.name), task.what);
  const body = task.dueAt ? strings.due(exact(task.dueAt, reader)) : null;
  const told = task.holder === person.id ? [] : [await givenMessage(task, holder, context)];
  return store.commit(
    [
      { kind: 'task', task },
      entry(task, { step: null, title, body }, context),
      ...(await toCrm(task, context)),
      ...told,
      ...alongside,
      audited(task, 'made', context),
    ],
    context.now,
  );
}

async function changesOf(
  before: Task,
  task: Task,
  step: TaskStep,
  context: Context,
): Promise<Change[]> {
  const changes: Change[] = [{ kind: 'task', task }, audited(task, step.kind, context)];
  if (step.kind === 'snooze') return changes;
  const title = await titleOf(task, step, context);
  return [
    ...changes,
    entry(
      task,
      {
        step: step.kind,
        title,
        body:
          step.kind === 'date'
            ? stringsFor(context.reader).task.entry.due(exact(step.at, context.reader))
            : null,
      },
      context,
    ),
    ...(await toCrm(task, context)),
    ...(await stepMessages(before, task, step, context)),
    refreshSentMessages({ kind: 'task', id: task.id }, task.version, context.via ?? null),
  ];
}

function entry(
  task: Task,
  { step, title, body }: { step: string | null; title: string; body: string | null },
  { person, now }: Context,
): Change {
  const externalId = step ? `task:${task.id}:${step}:${task.version}` : `task:${task.id}`;
  const { customerId, origin } = task;
  const link = origin?.link ?? null;
  return {
    kind: 'entry',
    entry: ownEntry({
      kind: 'task',
      externalId,
      customerId,
      at: now,
      by: person,
      title,
      body,
      link,
    }),
  };
}

const crmKey = ({ id, version }: Pick<Task, 'id' | 'version'>): string => `task:${id}:${version}`;

/** How far the newest write is; putting a task off writes nothing. */
export async function crmStateOf(
  task: Task,
  { writeBacks }: Pick<Context['store'], 'writeBacks'>,
): Promise<WriteBackState | null> {
  for (let version = task.version; version > Math.max(0, task.version - LOOKED); version -= 1) {
    const state = await writeBacks.get(crmKey({ ...task, version }));
    if (state) return state;
  }
  return null;
}

/** Written once more under a new key; a task that somebody just changed is on its way anyway. */
export async function retryCrm(id: string, context: Context): Promise<Task> {
  const task = await theTask(id, context);
  const next = { ...task, version: task.version + 1 };
  const state = await crmStateOf(task, context.store);
  if (state?.state !== 'failed') return task;
  return (await context.store.commit(
    [
      { kind: 'task', task: next },
      ...(await toCrm(next, context)),
      audited(next, 'retry', context),
    ],
    context.now,
  )) === 'done'
    ? next
    : task;
}

const toCrm = async (task: Task, context: Context): Promise<Change[]> =>
  (await leavesHere({ kind: 'task', id: task.id }, context))
    ? [
        {
          kind: 'write-back',
          writeBack: {
            key: crmKey(task),
            customerId: task.customerId,
            by: context.person.id,
            subject: { kind: 'task', id: task.id },
          },
        },
      ]
    : [];

const audited = (task: Task, step: string, context: Context): Change =>
  auditLine(
    { action: 'task', customer: task.customerId, detail: { task: task.id, step } },
    context,
  );
