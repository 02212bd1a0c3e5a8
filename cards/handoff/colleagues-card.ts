import type { Person } from '../../crm/person/person.ts';
import { stringsFor } from '../strings.ts';
import { button } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { departmentName, joinByDots } from '../view/names.ts';
import { type Press, text, type View } from '../view/view.ts';

const SHOWN = 20;

/** Several colleagues fit: what tells them apart, and what was typed besides goes on with the choice. */
export function choicesOfColleagues({
  ref,
  people,
  then,
  reader,
}: {
  ref: string;
  people: readonly Person[];
  /** The press that takes the chosen colleague. */
  then: (receiver: string) => Press;
  reader: Reader;
}): View {
  const strings = stringsFor(reader);
  return {
    title: strings.handoff.which.title(ref),
    blocks: [
      {
        kind: 'choices',
        choices: people.slice(0, SHOWN).map(({ name, title, department, email }) => ({
          title: name,
          detail: joinByDots([title, departmentName(department, strings)]),
          button: button(strings.handoff.which.pick, then(email)),
        })),
      },
      ...(people.length > SHOWN
        ? [text(strings.handoff.which.more(people.length - SHOWN), 'quiet')]
        : []),
    ],
  };
}
