import type { TaskSummary } from '../../crm/task/summary.ts';
import { stringsFor } from '../strings.ts';
import { type DataOf, press } from '../view/action.ts';
import { count, type Reader } from '../view/format.ts';
import { joinByDots } from '../view/names.ts';
import { restBlock } from '../view/rest.ts';
import { type Block, text, type View } from '../view/view.ts';
import { taskShow, tasksList } from './actions.ts';
import { taskDetail, taskTitle } from './card.ts';

/** A part of somebody's tasks: those they hold, or those they gave. */
export interface TaskPart {
  of: DataOf<typeof tasksList>['of'];
  /** How many there are; `tasks` begins after the first `skip` of them. */
  all: number;
  /** How many of them are late; they come first. */
  late: number;
  skip: number;
  tasks: readonly TaskSummary[];
}

export function taskListCard(parts: readonly TaskPart[], reader: Reader): View {
  const { task: strings } = stringsFor(reader);
  const blocks = parts.flatMap((part) => partBlocks(part, reader));
  return {
    title:
      blocks.length > 0
        ? joinByDots([strings.list.title, counted(parts, reader)])
        : strings.list.title,
    blocks: blocks.length > 0 ? blocks : [text(strings.list.none), text(strings.list.how, 'quiet')],
  };
}

/** `5 open, 1 late`. */
function counted(parts: readonly TaskPart[], reader: Reader): string {
  const strings = stringsFor(reader);
  const [open, late] = (['all', 'late'] as const).map((of) =>
    parts.reduce((sum, part) => sum + part[of], 0),
  ) as [number, number];
  return strings.withLate(strings.open(count(open, reader)), late, count(late, reader));
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
  name: said.customer,
  detail: taskDetail(said, reader),
  button: {
    kind: 'press' as const,
    label: stringsFor(reader).task.buttons.show,
    ...press(taskShow, { task: said.task.id }),
  },
});
