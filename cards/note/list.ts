import type { Note } from '../../crm/note/note.ts';
import { clip } from '../../crm/text/cut.ts';
import { stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import { type Reader, when } from '../view/format.ts';
import { firstName } from '../view/names.ts';
import { restBlock } from '../view/rest.ts';
import { text, type View } from '../view/view.ts';
import { noteBegin, noteShow, notesList } from './actions.ts';
import { backToCard, type NamedCustomer } from './buttons.ts';

/** The notes of a customer that this reader may see: pinned first, then newest. */
export function notesCard({
  customer,
  notes,
  rest,
  reader,
}: {
  customer: NamedCustomer;
  notes: readonly { note: Note; author: string }[];
  /** How many are left out, and the button data that shows them. */
  rest: { count: number; skip: number };
  reader: Reader;
}): View {
  const strings = stringsFor(reader);
  const { list, buttons: labels } = strings.note;
  return {
    title: list.title(customer.name),
    blocks: [
      ...(notes.length === 0
        ? [text(list.none)]
        : [
            {
              kind: 'choices' as const,
              choices: notes.map(({ note, author }) => ({
                title: strings.note.quote(
                  clip(note.body || note.origin?.messages[0]?.words || '', 160),
                ),
                detail: [
                  note.pinned ? strings.note.pinned : null,
                  firstName(author),
                  when(note.createdAt, reader),
                ]
                  .filter(Boolean)
                  .join(' · '),
                button: {
                  kind: 'press' as const,
                  label: labels.open,
                  ...press(noteShow, { note: note.id }),
                },
              })),
            },
          ]),
      ...restBlock(
        rest.count,
        press(notesList, { customer: customer.id, skip: rest.skip }),
        reader,
      ),
      {
        kind: 'buttons',
        buttons: [
          {
            kind: 'press',
            label: labels.write,
            ...press(noteBegin, { customer: customer.id }),
            opens: 'form',
          },
          backToCard(customer, strings),
        ],
      },
    ],
  };
}
