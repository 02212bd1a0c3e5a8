import type { SaidTask } from '../../crm/task/summary.ts';
import { wordsFor } from '../strings.ts';
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
  mine: readonly SaidTask[];
  given: readonly SaidTask[];
  reader: Reader;
}): View {
  const { task: words } = wordsFor(reader);
  const list = (heading: string, tasks: readonly SaidTask[]): Block[] =>
    tasks.length === 0
      ? []
      : [
          { kind: 'heading', text: heading, aside: `${tasks.length}` },
          { kind: 'choices', choices: tasks.map((said) => line(said, reader)) },
        ];
  const empty = mine.length + given.length === 0;
  return {
    title: words.list.title,
    blocks: empty
      ? [text(words.list.none), text(words.list.how, 'quiet')]
      : [...list(words.list.mine, mine), ...list(words.list.given, given)],
  };
}

const line = (said: SaidTask, reader: Reader) => ({
  title: taskTitle(said, reader),
  detail: taskDetail(said, reader),
  button: {
    kind: 'press' as const,
    label: wordsFor(reader).task.buttons.show,
    ...press(taskShow, { task: said.task.id }),
  },
});
