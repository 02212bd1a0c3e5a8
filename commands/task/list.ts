import { taskListCard } from '../../cards/task/list.ts';
import { summarizeTask } from '../../crm/task/summary.ts';
import { CommandInput, defineCommand } from '../command.ts';

const LISTED = 20;

export const tasks = defineCommand({
  name: 'tasks',
  usage: 'tasks',
  summary: 'Your open tasks, and those you gave',
  examples: ['tasks'],
  aliases: ['todo', 'todos'],
  readsOnly: true,
  args: CommandInput,
  async run(_, context) {
    const { store, person, reader } = context;
    const [mine, made] = await Promise.all([
      store.tasks.list({ holder: person.id, open: true, limit: LISTED }),
      store.tasks.list({ createdBy: person.id, open: true, limit: LISTED * 2 }),
    ]);
    const given = made.filter(({ holder }) => holder !== person.id).slice(0, LISTED);
    const said = (list: typeof mine) =>
      Promise.all(list.map((one) => summarizeTask(one, person.id, store)));
    await context.audit({
      action: 'task',
      customer: null,
      detail: { shown: 'list', count: mine.length + given.length },
    });
    return {
      kind: 'answer',
      view: taskListCard({ mine: await said(mine), given: await said(given), reader }),
    };
  },
});
