import { tasksList } from '../../cards/task/actions.ts';
import { type TaskPart, taskListCard } from '../../cards/task/list.ts';
import { isLate } from '../../crm/task/rules.ts';
import { summarizeTask } from '../../crm/task/summary.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';
import { whoseWords } from '../parse/whose.ts';
import { openWorkOf } from '../work/open-work.ts';

const LISTED = 20;
/** More than anybody can hold. */
const COUNTED = 1000;

export const tasks = defineCommand({
  name: 'tasks',
  listed: 'early',
  usage: 'tasks [@colleague | department | customer | late]',
  summary:
    'Your open tasks, and those you gave; a colleague’s, a department’s, those on a customer',
  examples: ['tasks', 'tasks @kim', 'tasks late support'],
  phrases: [
    {
      words: [
        'my|the|all|open tasks|todos|reminders [for today|today|this week]',
        'my|the open tasks|todos|reminders',
        'my todo|to-do list',
        'what do|have i [have|got] to do [today|tomorrow|this week]',
        'what do i have to do',
        'what are my tasks|todos|reminders [today|for today|this week]',
        'which|what tasks do i have [today|open]',
        'do i have [any] tasks',
        'what is due|overdue [today|tomorrow|this week|for me]',
        'tasks|todos for me',
        'tasks i gave|assigned',
        'done|finished [it|that|this]',
        'i did it|that',
      ],
      typed: '',
    },
    {
      words: [
        'tasks|todos|reminders of|by|with|in|on|at {term}',
        'which|what tasks|todos does|do {term} have [open]',
        'close|finish|complete|tick [off] [the|my] task|todo {term}',
        'close|finish|complete|tick [off] [the|my] task|todo at|for|on|of|with {term}',
        'i am done|finished with [the|my] {term} task|todo',
        'mark [the|my] {term} task|todo [as] done',
      ],
      typed: '{term}',
    },
    {
      words: ['[i am] done|finished with {words}', 'tick off {words}'],
      typed: '{customer}',
    },
    {
      words: ["(our|my team's|my department's|the team's) [open] tasks|todos"],
      typed: 'my team',
    },
    { words: ['[my|the|any|all] late|overdue tasks|todos|reminders'], typed: 'late' },
    {
      words: ['late|overdue tasks|todos of|by|with|in|on|at|for {term}'],
      typed: 'late {term}',
    },
  ],
  aliases: ['todo', 'todos'],
  readsOnly: true,
  args: CommandInput,
  run: async (input, context) =>
    (await openWorkOf(whoseWords(input), 'tasks', context)) ?? list(['mine', 'given'], 0, context),
  actions: [on(tasksList, ({ of, skip }, context) => list([of], skip, context))],
});

async function list(
  which: readonly TaskPart['of'][],
  skip: number,
  context: Context,
): Promise<Reply> {
  const parts = await Promise.all(which.map((of) => part(of, skip, context)));
  await context.audit({
    action: 'task',
    customer: null,
    detail: { shown: 'list', count: parts.reduce((sum, { tasks }) => sum + tasks.length, 0) },
  });
  return { kind: 'answer', view: taskListCard(parts, context.reader) };
}

async function part(
  of: TaskPart['of'],
  skip: number,
  { store, person, now }: Context,
): Promise<TaskPart> {
  const whose = of === 'mine' ? { holder: person.id } : { createdBy: person.id };
  const found = await store.tasks.list({ ...whose, open: true, limit: COUNTED });
  const all = of === 'mine' ? found : found.filter(({ holder }) => holder !== person.id);
  const late = all.filter((one) => isLate(one, now));
  const shown = [...late, ...all.filter((one) => !late.includes(one))].slice(skip, skip + LISTED);
  return {
    of,
    all: all.length,
    late: late.length,
    skip,
    tasks: await Promise.all(shown.map((one) => summarizeTask(one, person.id, store))),
  };
}
