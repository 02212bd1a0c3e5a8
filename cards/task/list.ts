import type { TaskSummary } from '../../crm/task/summary.ts';
import { stringsFor } from '../strings.ts';
import { type DataOf, press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { restBlock } from '../view/rest.ts';
import { type Block, text, type View } from '../view/view.ts';
import { taskShow, tasksList } from './actions.ts';
import { taskDetail, taskTitle } from './card.ts';

/** A part of somebody's tasks: those they hold, or those they gave. */
export interface TaskPart {
  of: DataOf<typeof tasksList>['of'];
  /** How many there are; `tasks` begins after the first `skip` of them. */
  all: number;
  skip: number;
  tasks: readonly TaskSummary[];
}

export function taskListCard(parts: readonly TaskPart[], reader: Reader): View {
  const { task: strings } = stringsFor(reader);
  const blocks = parts.flatMap((part) => partBlocks(part, reader));
  return {
    title: strings.list.title,
    blocks: blocks.length > 0 ? blocks : [text(strings.list.none), text(strings.list.how, 'quiet')],
  };
}

function partBlocks({ of, all, skip, tasks }: TaskPart, reader: Reader): Block[] {
  if (tasks.length === 0) return [];
  const next = skip + tasks.length;
  return [
    { kind: 'heading', text: stringsFor(reader).task.list[of], aside: `${all}` },
    { kind: 'choices', choices: tasks.map((said) => line(said, reader)) },
    ...restBlock(all - next, press(tasksList, { of, skip: next }), reader),
  ];
}

const line = (said: TaskSummary, reader: Reader) => ({
  title: taskTitle(said, reader),
  detail: taskDetail(said, reader),
  button: {
    kind: 'press' as const,
    label: stringsFor(reader).task.buttons.show,
    ...press(taskShow, { task: said.task.id }),
  },
});
