import { stringsFor } from '../../cards/strings.ts';
import { taskCard, taskTitle } from '../../cards/task/card.ts';
import { exact } from '../../cards/view/format.ts';
import { firstName } from '../../cards/view/names.ts';
import { auditLine } from '../../crm/audit/audit-line.ts';
import { leavesHere, type WriteBackState } from '../../crm/note/write-back.ts';
import { refreshSentMessages } from '../../crm/notification/refresh-sent-messages.ts';
import type { Person, PersonId } from '../../crm/person/person.ts';
import { Problem, unreachable } from '../../crm/problem.ts';
import type { Change } from '../../crm/store/change.ts';
import { type Decision, decide } from '../../crm/store/decide.ts';
import { stepTask, type TaskStep } from '../../crm/task/rules.ts';
import { summarizeTask } from '../../crm/task/summary.ts';
import type { Task } from '../../crm/task/task.ts';
import { ownEntry } from '../../crm/timeline/own-entry.ts';
import type { Context } from '../command.ts';

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
export async function createTask(task: Task, context: Context): Promise<'done' | 'stale'> {
  const { person, store, reader } = context;
  const holder = await named(task.holder, context);
  const { entry: strings } = stringsFor(reader).task;
  const title = strings.made(firstName(person.name), firstName(holder.name), task.what);
  const body = task.dueAt ? strings.due(exact(task.dueAt, reader)) : null;
  const told = task.holder === person.id ? [] : [await given(task, holder, context)];
  return store.commit(
    [
      { kind: 'task', task },
      entry(task, { step: null, title, body }, context),
      ...(await toCrm(task, context)),
      ...told,
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
    ...(await tell(before, task, step, context)),
    refreshSentMessages({ kind: 'task', id: task.id }, task.version, context.via ?? null),
  ];
}

async function titleOf(
  task: Task,
  step: Exclude<TaskStep, { kind: 'snooze' }>,
  context: Context,
): Promise<string> {
  const { entry: strings } = stringsFor(context.reader).task;
  const by = firstName(context.person.name);
  if (step.kind === 'reassign')
    return strings.reassign(by, firstName((await named(task.holder, context)).name), task.what);
  return strings[step.kind](by, task.what);
}

/** Everybody who holds it, held it or gave it hears of it, but who did it. */
async function tell(before: Task, task: Task, step: TaskStep, context: Context): Promise<Change[]> {
  const others = [...new Set([task.holder, before.holder, task.createdBy])].filter(
    (id) => id !== context.person.id,
  );
  const people = await Promise.all(others.map((id) => named(id, context)));
  return Promise.all(
    people
      .filter(({ active }) => active)
      .map((to) =>
        step.kind === 'reassign' && to.id === task.holder
          ? given(task, to, context)
          : told(before, task, step, { to, context }),
      ),
  );
}

async function given(task: Task, to: Person, context: Context): Promise<Change> {
  const strings = stringsFor(context.readerOf(to)).task;
  const by = firstName(context.person.name);
  return message(task, {
    to,
    context,
    said: null,
    line: (title) => strings.line.given(by, title),
    why: strings.why.given(context.person.name),
    pressing: true,
  });
}

async function told(
  before: Task,
  task: Task,
  step: TaskStep,
  { to, context }: { to: Person; context: Context },
): Promise<Change> {
  const strings = stringsFor(context.readerOf(to)).task;
  const by = firstName(context.person.name);
  const said = await saidOf(
    step,
    { by, task, taken: to.id === before.holder && to.id !== task.createdBy },
    context,
    strings.told,
  );
  return message(task, {
    to,
    context,
    said,
    line: (title) => `${title} · ${said}`,
    why: strings.why.step,
    pressing: false,
  });
}

type Told = ReturnType<typeof stringsFor>['task']['told'];

async function saidOf(
  step: TaskStep,
  { by, task, taken }: { by: string; task: Task; taken: boolean },
  context: Context,
  words: Told,
): Promise<string> {
  switch (step.kind) {
    case 'reassign': {
      const to = firstName((await named(task.holder, context)).name);
      return taken ? words.taken(by, to) : words.reassign(by, to);
    }
    case 'done':
    case 'drop':
    case 'reopen':
    case 'snooze':
    case 'date':
      return words[step.kind](by);
    default:
      return unreachable(step);
  }
}

interface Telling {
  to: Person;
  context: Context;
  said: string | null;
  line: (title: string) => string;
  why: string;
  pressing: boolean;
}

async function message(
  task: Task,
  { to, context, said, line, why, pressing }: Telling,
): Promise<Change> {
  const reader = context.readerOf(to);
  const full = await summarizeTask(task, to.id, context.store);
  const view = taskCard({ ...full, said, reader });
  return {
    kind: 'message',
    message: {
      key: `task:${task.id}:${task.version}:${to.id}`,
      subject: { kind: 'task', id: task.id, role: 'news', version: task.version },
      to: { kind: 'person', person: to.id },
      kind: 'task',
      customerId: task.customerId,
      line: line(taskTitle(full, reader)),
      why,
      view,
      pressing,
    },
  };
}

async function named(id: PersonId, { store, reader }: Context): Promise<Person> {
  const person = await store.people.get(id);
  if (!person) throw new Problem('unknown-colleague', stringsFor(reader).task.problem.nobody(id));
  return person;
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
