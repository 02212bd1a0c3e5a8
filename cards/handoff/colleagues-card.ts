import type { Person } from '../../crm/person/person.ts';
import { dotted } from '../customer/card.ts';
import { wordsFor } from '../strings.ts';
import { button } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { departmentName } from '../view/names.ts';
import type { Press, View } from '../view/view.ts';

/** Several colleagues fit: what tells them apart, and what was typed besides goes on with the choice. */
export function choicesOfColleagues({
  ref,
  people,
  then,
  reader,
}: {
  ref: string;
  people: readonly Person[];
  /** What takes the chosen one. */
  then: (receiver: string) => Press;
  reader: Reader;
}): View {
  const words = wordsFor(reader);
  return {
    title: words.handoff.which.title(ref),
    blocks: [
      {
        kind: 'choices',
        choices: people.map(({ name, title, department, email }) => ({
          title: name,
          detail: dotted([title, departmentName(department, words)]),
          button: button(words.handoff.which.pick, then(email)),
        })),
      },
    ],
  };
}
