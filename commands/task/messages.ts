import { stringsFor } from '../../cards/strings.ts';
import { taskCard, taskTitle } from '../../cards/task/card.ts';
import { firstName } from '../../cards/view/names.ts';
import type { Person, PersonId } from '../../crm/person/person.ts';
import { Problem, unreachable } from '../../crm/problem.ts';
import type { Change } from '../../crm/store/change.ts';
import type { TaskStep } from '../../crm/task/rules.ts';
import { dueDayOff, summarizeTask } from '../../crm/task/summary.ts';
import type { Task } from '../../crm/task/task.ts';
import type { Context } from '../command.ts';

export async function titleOf(
  task: Task,
  step: Exclude<TaskStep, { kind: 'snooze' }>,
  context: Context,
): Promise<string> {
  const { entry: strings } = stringsFor(context.reader).task;
  const by = firstName(context.person.name);
  if (step.kind === 'reassign')
    return strings.reassign(
      by,
      firstName((await colleagueOf(task.holder, context)).name),
      task.what,
    );
  return strings[step.kind](by, task.what);
}

/** Everybody who holds it, held it or gave it hears of it, but who did it. */
export async function stepMessages(
  before: Task,
  task: Task,
  step: TaskStep,
  context: Context,
): Promise<Change[]> {
  const others = [...new Set([task.holder, before.holder, task.createdBy])].filter(
    (id) => id !== context.person.id,
  );
  const people = await Promise.all(others.map((id) => colleagueOf(id, context)));
  return Promise.all(
    people
      .filter(({ active }) => active)
      .map((to) =>
        step.kind === 'reassign' && to.id === task.holder
          ? givenMessage(task, to, context)
          : told(before, task, step, { to, context }),
      ),
  );
}

export async function givenMessage(task: Task, to: Person, context: Context): Promise<Change> {
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
      const to = firstName((await colleagueOf(task.holder, context)).name);
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
  const dayOff = await dueDayOff(task, context);
  const view = taskCard({ ...full, said, dayOff, reader });
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

export async function colleagueOf(id: PersonId, { store, reader }: Context): Promise<Person> {
  const person = await store.people.get(id);
  if (!person) throw new Problem('unknown-colleague', stringsFor(reader).task.problem.nobody(id));
  return person;
}
