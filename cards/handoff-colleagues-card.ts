import type { Person } from '../crm/person.ts';
import { dotted } from './customer-card.ts';
import type { Reader } from './format.ts';
import { departmentName } from './names.ts';
import { button } from './view/action.ts';
import type { Press, View } from './view.ts';
import { wordsFor } from './words.ts';

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
