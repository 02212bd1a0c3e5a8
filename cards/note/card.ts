import type { FilesThere } from '../../crm/note/file-copy.ts';
import type { FileVerdict } from '../../crm/note/files.ts';
import type { Note } from '../../crm/note/note.ts';
import type { Person } from '../../crm/person/person.ts';
import { clip } from '../../crm/text/cut.ts';
import { promiseNoted } from '../promise/actions.ts';
import { proposalBlocks } from '../promise/proposal.ts';
import { stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import { capital, clock, dayOf, type Reader, when } from '../view/format.ts';
import { departmentName, firstName } from '../view/names.ts';
import { type Block, line, link, text, type View } from '../view/view.ts';
import { backToCard, type NamedCustomer, noteButtons } from './buttons.ts';
import { byWords, type CrmShown } from './crm-shown.ts';
import { filesThere, linkLines } from './file-lines.ts';

export interface NoteCard extends NoteCardExtras {
  customer: NamedCustomer;
  note: Note;
  author: Pick<Person, 'id' | 'name' | 'department'>;
  /** The card's reader is the note's author. */
  mine: boolean;
  crm: CrmShown | null;
  /** The outcomes of its files in the CRM. */
  files: FilesThere;
  reader: Reader;
}

/** Everything that a card says besides the note as it is stored. Plain data: it is kept until the card is edited. */
export interface NoteCardExtras {
  /** Just now: `Noted on Acme`. */
  saved: boolean;
  people: Mentioned;
  /** Where it may stand with another customer than was meant. */
  filed?: Filed | null;
  /** Its words sound like a promise, and nobody noted one. */
  promised?: string | null;
  leftOut: readonly { name: string; verdict: Exclude<FileVerdict, 'kept'> }[];
}

/** By a name that was spelt otherwise, or in the room of another customer. */
export type Filed =
  | { kind: 'guessed'; said: string; amongSeveral: boolean }
  | { kind: 'room'; here: NamedCustomer };

/** The colleagues whom a note names, by the outcome for each. */
export interface Mentioned {
  told: readonly string[];
  notTold: readonly string[];
  unknown: readonly string[];
  /** More than one note tells. */
  beyond: readonly string[];
  /** Were asked, and may not read it any more. */
  letGo: readonly string[];
}

const SHOWN = 600;

/** A note with how far it has come, and what its author may do with it. */
export function noteCard({
  customer,
  note,
  author,
  mine,
  saved,
  crm,
  files,
  people,
  filed = null,
  promised = null,
  leftOut,
  reader,
}: NoteCard): View {
  const { note: strings } = stringsFor(reader);
  if (note.deletedAt)
    return {
      title: strings.deleted(customer.name),
      blocks: [
        text(strings.deletedMore),
        ...tellings(people, reader),
        ...crmBlocks({ note, crm, files }, reader),
        { kind: 'buttons', buttons: [backToCard(customer, stringsFor(reader))] },
      ],
    };
  return {
    title: saved ? strings.saved(customer.name) : strings.title(customer.name),
    blocks: [
      ...noteTextBlocks(note, reader),
      ...filedBlocks(filed, customer, reader),
      text(state({ note, author, mine }, reader), 'quiet'),
      ...(saved && !crm
        ? [text(strings.crm.unconnected, 'quiet')]
        : crmBlocks({ note, crm, files }, reader)),
      ...tellings(people, reader),
      ...leftOut.map(({ name, verdict }) => text(strings.leftOut[verdict](name), 'caution')),
      ...proposalBlocks(promised, press(promiseNoted, { note: note.id }), reader),
      noteButtons({ customer, note, mine, crm, filed, reader }),
    ],
  };
}

/** A customer who was the only one that the words came near is no news. */
function filedBlocks(filed: NoteCard['filed'], { name }: NamedCustomer, reader: Reader): Block[] {
  const { note: strings } = stringsFor(reader);
  if (!filed) return [];
  if (filed.kind === 'room') return [text(strings.inRoom(filed.here.name, name), 'caution')];
  return filed.amongSeveral ? [text(strings.guessed(filed.said, name), 'caution')] : [];
}

/** Its words, then whose message it keeps. */
export function noteTextBlocks({ body, origin }: Note, reader: Reader): Block[] {
  const { note: strings } = stringsFor(reader);
  const quoted = body || origin?.messages[0]?.words || '';
  const own = quoted ? [text(strings.quote(clip(quoted, SHOWN)))] : [];
  if (!origin) return own;
  const replies = Math.max(0, origin.messages.length - 1);
  const parts = [
    strings.from(firstName(origin.author), origin.place),
    replies > 0 &&
      (origin.leftOut === undefined
        ? strings.replies(replies)
        : strings.repliesOf(replies, origin.leftOut)),
    origin.files.length > 0 && strings.files(origin.files.length),
  ];
  const where = parts.filter(Boolean).join(', ');
  return [...own, text(origin.link ? line`${link(where, origin.link)}` : where)];
}

function state(
  { note, author, mine }: Pick<NoteCard, 'note' | 'author' | 'mine'>,
  reader: Reader,
): string {
  const all = stringsFor(reader);
  const { note: words } = all;
  const seen =
    note.visibility === 'department'
      ? words.seenBy.department(departmentName(author.department, all))
      : words.seenBy[note.visibility];
  const at = note.editedAt ?? note.createdAt;
  const time =
    dayOf(at, reader) === dayOf(reader.now, reader) ? clock(at, reader) : when(at, reader);
  const kept = note.history.length > 0 ? words.history(note.history.length) : null;
  return [
    seen,
    note.editedAt ? words.editedAt(time) : words.savedAt(time),
    mine ? null : words.by(author.name),
    note.pinned ? words.pinned : null,
    kept,
  ]
    .filter(Boolean)
    .join(' · ');
}

function crmBlocks(
  { note, crm, files }: Pick<NoteCard, 'note' | 'crm' | 'files'>,
  reader: Reader,
): Block[] {
  if (!crm?.state) return [];
  const words = stringsFor(reader);
  const { crm: strings } = words.note;
  const { state, url, fault } = crm.state;
  if (state === 'failed') return [text(strings.failed(fault ?? crm.name), 'caution')];
  if (note.deletedAt && state === 'done') return [];
  if (state === 'waiting')
    return [text(capital(fault ?? strings.line(crm.name, strings.waiting), reader))];
  if (fault) return [text(capital(strings.line(crm.name, fault), reader))];
  const said = strings.done(crm.name, byWords(crm, words), filesThere(files));
  return [
    text(url ? line`${link(said, url)}` : capital(said, reader)),
    ...linkLines(note, files, { system: crm.name, reader }).map((one) => text(one)),
  ];
}

function tellings({ told, notTold, unknown, beyond, letGo }: Mentioned, reader: Reader): Block[] {
  const { note: strings } = stringsFor(reader);
  return [
    ...(told.length > 0 ? [text(strings.told(told))] : []),
    ...(notTold.length > 0 ? [text(strings.notTold(notTold), 'caution')] : []),
    ...(letGo.length > 0 ? [text(strings.letGo(letGo))] : []),
    ...(unknown.length > 0 ? [text(strings.nobody(unknown), 'caution')] : []),
    ...(beyond.length > 0 ? [text(strings.beyond(beyond), 'caution')] : []),
  ];
}
