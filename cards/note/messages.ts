import type { Customer } from '../../crm/customer/customer.ts';
import type { Note } from '../../crm/note/note.ts';
import type { Person } from '../../crm/person/person.ts';
import { customerShow } from '../customer/actions.ts';
import { tellReply } from '../question/actions.ts';
import { stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { departmentName, firstName } from '../view/names.ts';
import { type Button, text, type View } from '../view/view.ts';
import { noteTextBlocks } from './card.ts';

export interface NoteMessage {
  customer: Pick<Customer, 'id' | 'name'>;
  note: Note;
  author: Pick<Person, 'name' | 'department'>;
  /** The question under which it can be answered. */
  mention: string;
  /** False where the reader may not read it, by now. */
  reads: boolean;
  reader: Reader;
}

/** The message to a colleague whom a note names; once they may not read it, it says so and shows no words. */
export function noteMessageCard({
  customer,
  note,
  author,
  mention,
  reads,
  reader,
}: NoteMessage): View {
  const all = stringsFor(reader);
  const { mention: words, buttons: labels } = all.note;
  const who = firstName(author.name);
  const show: Button = {
    kind: 'press',
    label: labels.customer,
    ...press(customerShow, { customer: customer.id }),
  };
  if (note.deletedAt)
    return {
      title: words.takenBack(who, customer.name),
      blocks: [text(words.noMore), { kind: 'buttons', buttons: [show] }],
    };
  if (!reads) {
    const whom =
      note.visibility === 'managers' ? words.managers : departmentName(author.department, all);
    return {
      title: words.kept(who, customer.name, whom),
      blocks: [text(words.noMore), { kind: 'buttons', buttons: [show] }],
    };
  }
  const answer: Button = {
    kind: 'press',
    label: words.answer,
    ...press(tellReply, { mention }),
    tone: 'primary',
    opens: 'form',
  };
  return {
    title: words.title(who, customer.name),
    blocks: [...noteTextBlocks(note, reader), { kind: 'buttons', buttons: [answer, show] }],
  };
}
