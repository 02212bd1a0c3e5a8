import type { TaskSummary } from '../../crm/task/summary.ts';
import { stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { type Block, text, type View } from '../view/view.ts';
import { taskShow } from './actions.ts';
import { taskDetail, taskTitle } from './card.ts';

/** The tasks that somebody holds, and those they gave. */
export function taskListCard({
  mine,
  given,
  reader,
}: {
  mine: readonly TaskSummary[];
  given: readonly TaskSummary[];
  reader: Reader;
}): View {
  const { task: strings } = stringsFor(reader);
  const list = (heading: string, tasks: readonly TaskSummary[]): Block[] =>
    tasks.length === 0
      ? []
      : [
          { kind: 'heading', text: heading, aside: `${tasks.length}` },
          { kind: 'choices', choices: tasks.map((said) => line(said, reader)) },
        ];
  const empty = mine.length + given.length === 0;
  return {
    title: strings.list.title,
    blocks: empty
      ? [text(strings.list.none), text(strings.list.how, 'quiet')]
      : [...list(strings.list.mine, mine), ...list(strings.list.given, given)],
  };
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
