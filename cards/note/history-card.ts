import type { Customer } from '../../crm/customer/customer.ts';
import type { Person } from '../../crm/person/person.ts';
import type { Visibility } from '../../crm/timeline/entry.ts';
import { customerShow } from '../customer/actions.ts';
import { stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import { capital, type Reader, when } from '../view/format.ts';
import { departmentName } from '../view/names.ts';
import { restBlock } from '../view/rest.ts';
import { type Block, type Button, text, type View } from '../view/view.ts';
import { noteShow, noteTexts } from './actions.ts';

export interface NoteTexts {
  customer: Pick<Customer, 'id' | 'name'>;
  author: Pick<Person, 'name' | 'department'>;
  /** Newest first: those that this reader may read. */
  texts: readonly { at: Date; words: string; visibility: Visibility }[];
  /** How many there are besides, which are not for this reader. */
  hidden: number;
  deletedAt: Date | null;
  note: string;
  /** How many of the texts were shown before. */
  skip: number;
  reader: Reader;
}

const SHOWN = 10;

/** Shows a note's current and earlier words. */
export function noteTextsCard({
  customer,
  author,
  texts,
  hidden,
  deletedAt,
  note,
  skip,
  reader,
}: NoteTexts): View {
  const all = stringsFor(reader);
  const { texts: words, seenBy } = all.note;
  const seen = (visibility: Visibility): string =>
    visibility === 'department'
      ? seenBy.department(departmentName(author.department, all))
      : seenBy[visibility];
  const shown = texts.slice(skip, skip + SHOWN);
  const back: Button = !deletedAt
    ? { kind: 'press', label: words.back, ...press(noteShow, { note }) }
    : {
        kind: 'press',
        label: all.buttons.card,
        ...press(customerShow, { customer: customer.id }),
      };
  return {
    title: words.title(customer.name, author.name),
    blocks: [
      ...(deletedAt ? [text(words.deleted(when(deletedAt, reader)))] : []),
      ...shown.flatMap(({ at, words: said, visibility }): Block[] => [
        { kind: 'heading', text: `${capital(when(at, reader), reader)} · ${seen(visibility)}` },
        text(said || words.empty),
      ]),
      ...restBlock(
        texts.length - skip - SHOWN,
        press(noteTexts, { note, skip: skip + SHOWN }),
        reader,
      ),
      ...(hidden > 0 ? [text(words.hidden(hidden), 'quiet')] : []),
      { kind: 'buttons', buttons: [back] },
    ],
  };
}
