import { stringsFor } from '../strings.ts';
import { button, type DataOf, press } from '../view/action.ts';
import { moment, type Reader } from '../view/format.ts';
import { text, type View } from '../view/view.ts';
import { taskChosen } from './actions.ts';

type Choice = DataOf<typeof taskChosen>;

/** Asks when a task is due. */
export function whenCard({
  vague,
  choices,
  undated,
  reader,
}: {
  /** As typed: `next week`. */
  vague: string;
  choices: readonly (Choice & { due: string })[];
  /** The task with these words in it, and without a date. */
  undated: Choice;
  reader: Reader;
}): View {
  const { when } = stringsFor(reader).task;
  return {
    title: when.title,
    blocks: [
      text(when.say(vague)),
      {
        kind: 'buttons',
        buttons: [
          ...choices.map((choice) =>
            button(moment(new Date(choice.due), reader), press(taskChosen, choice)),
          ),
          button(when.undated, press(taskChosen, undated)),
        ],
      },
    ],
  };
}
