import type { Note } from '../../crm/note/note.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { shortText } from '../view/lines.ts';
import { text, type View } from '../view/view.ts';
import { noteKeep, noteShow, noteTake } from './actions.ts';
import { backToCard, type NamedCustomer } from './buttons.ts';

const LONGEST = 1500;

interface Shown {
  customer: NamedCustomer;
  note: Pick<Note, 'id'>;
  /** The name of the system in which it stands too. */
  system: string;
  reader: Reader;
}

/** The author hears that somebody changed their note in another system, and that it says so here now. */
export function adoptedCard({
  customer,
  note,
  words,
  before,
  system,
  reader,
}: Shown & { words: string; before: string }): View {
  const strings = stringsFor(reader);
  const { crm, buttons } = strings.note;
  return {
    title: crm.adopted(customer.name, system),
    blocks: [
      text(shortText(words, LONGEST)),
      text(crm.before(shortText(before, LONGEST)), 'quiet'),
      {
        kind: 'buttons',
        buttons: [
          button(buttons.open, press(noteShow, { note: note.id })),
          backToCard(customer, strings),
        ],
      },
    ],
  };
}

/** The author hears that somebody deleted their note there, so that it is gone here too. */
export function deletedThereCard({
  customer,
  words,
  system,
  reader,
}: Omit<Shown, 'note'> & { words: string }): View {
  const strings = stringsFor(reader);
  const { crm } = strings.note;
  return {
    title: crm.deleted(customer.name, system),
    blocks: [
      text(crm.deletedToo),
      text(shortText(words, LONGEST), 'quiet'),
      { kind: 'buttons', buttons: [backToCard(customer, strings)] },
    ],
  };
}

/** The author sees both texts, and says which one stands. */
export function conflictCard({
  customer,
  note,
  ours,
  theirs,
  system,
  reader,
}: Shown & { ours: string; theirs: string }): View {
  const strings = stringsFor(reader);
  const { crm, buttons } = strings.note;
  const which = { note: note.id };
  return {
    title: crm.conflict(customer.name, system),
    blocks: [
      text(crm.nothingLost, 'caution'),
      { kind: 'heading', text: crm.here },
      text(shortText(ours, LONGEST)),
      { kind: 'heading', text: crm.there(system) },
      text(shortText(theirs, LONGEST)),
      {
        kind: 'buttons',
        buttons: [
          button(crm.keepMine, press(noteKeep, which)),
          button(crm.takeTheirs(system), press(noteTake, which)),
          button(buttons.open, press(noteShow, which)),
        ],
      },
    ],
  };
}
