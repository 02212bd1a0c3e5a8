import type { Customer } from '../../crm/customer/customer.ts';
import type { Note } from '../../crm/note/note.ts';
import type { FileVerdict } from '../../crm/note/rules.ts';
import type { WriteBackState } from '../../crm/note/write-back.ts';
import type { Person } from '../../crm/person/person.ts';
import { customerShow } from '../customer/actions.ts';
import { messagesAdministrator } from '../notification/actions.ts';
import { type Strings, stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { capital, clock, dayOf, type Reader, when } from '../view/format.ts';
import { departmentName, firstName } from '../view/names.ts';
import { type Block, type Button, line, link, linkButton, text, type View } from '../view/view.ts';
import {
  noteBegin,
  noteDelete,
  noteEdit,
  noteMoveForm,
  noteMoveTo,
  notePin,
  noteRetry,
  noteShow,
  noteShowTo,
  noteTexts,
} from './actions.ts';

type Named = Pick<Customer, 'id' | 'name'>;

export interface NoteCard {
  customer: Named;
  note: Note;
  author: Pick<Person, 'id' | 'name' | 'department'>;
  /** The card's reader is the note's author. */
  mine: boolean;
  /** Just now: `Noted on Acme`. */
  saved: boolean;
  crm: { name: string; state: WriteBackState | null } | null;
  people: Mentioned;
  /** Where it may stand with another customer than was meant. */
  filed?: Filed | null;
  leftOut: readonly { name: string; verdict: Exclude<FileVerdict, 'kept'> }[];
  reader: Reader;
}

/** By a name that was spelt otherwise, or in the room of another customer. */
export type Filed = { kind: 'guessed'; said: string } | { kind: 'room'; here: Named };

/** The colleagues whom a note names, by the outcome for each. */
export interface Mentioned {
  told: readonly string[];
  notTold: readonly string[];
  unknown: readonly string[];
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
  people,
  filed = null,
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
        ...crmBlocks(note, crm, reader),
        { kind: 'buttons', buttons: [backToCard(customer, stringsFor(reader))] },
      ],
    };
  return {
    title: saved ? strings.saved(customer.name) : strings.title(customer.name),
    blocks: [
      ...noteTextBlocks(note, reader),
      ...(filed
        ? [
            text(
              filed.kind === 'room'
                ? strings.inRoom(filed.here.name, customer.name)
                : strings.guessed(filed.said, customer.name),
              'caution',
            ),
          ]
        : []),
      text(state({ note, author, mine }, reader), 'quiet'),
      ...(saved && !crm ? [text(strings.crm.unconnected, 'quiet')] : crmBlocks(note, crm, reader)),
      ...tellings(people, reader),
      ...leftOut.map(({ name, verdict }) => text(strings.leftOut[verdict](name), 'caution')),
      buttons({ customer, note, mine, crm, filed, reader }),
    ],
  };
}

/** Its words, then whose message it keeps. */
export function noteTextBlocks({ body, origin }: Note, reader: Reader): Block[] {
  const { note: strings } = stringsFor(reader);
  const quoted = body || origin?.messages[0]?.words || '';
  const own = quoted ? [text(strings.quote(clipped(quoted, SHOWN)))] : [];
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

function crmBlocks(note: Note, crm: NoteCard['crm'], reader: Reader): Block[] {
  if (!crm?.state) return [];
  const { crm: strings } = stringsFor(reader).note;
  const { state, url, fault } = crm.state;
  if (state === 'failed') return [text(strings.failed(fault ?? crm.name), 'caution')];
  if (note.deletedAt && state === 'done') return [];
  const waiting = fault ?? strings.line(crm.name, strings.waiting);
  const done = fault ? strings.line(crm.name, fault) : strings.done(crm.name);
  const said = state === 'waiting' ? waiting : done;
  return [
    text(url && state === 'done' && !fault ? line`${link(said, url)}` : capital(said, reader)),
  ];
}

function tellings({ told, notTold, unknown, letGo }: Mentioned, reader: Reader): Block[] {
  const { note: strings } = stringsFor(reader);
  return [
    ...(told.length > 0 ? [text(strings.told(told))] : []),
    ...(notTold.length > 0 ? [text(strings.notTold(notTold), 'caution')] : []),
    ...(letGo.length > 0 ? [text(strings.letGo(letGo))] : []),
    ...(unknown.length > 0 ? [text(strings.nobody(unknown), 'caution')] : []),
  ];
}

function buttons({
  customer,
  note,
  mine,
  crm,
  filed,
  reader,
}: Pick<NoteCard, 'customer' | 'note' | 'mine' | 'crm' | 'filed' | 'reader'>): Block {
  const strings = stringsFor(reader);
  const { buttons: labels } = strings.note;
  const data = { note: note.id };
  const step = (label: string, action: typeof noteShow): Button =>
    button(label, press(action, data));
  const link =
    crm?.state?.state === 'done' && crm.state.url
      ? linkButton(strings.note.crm.open(crm.name), crm.state.url)
      : null;
  const progress = crm?.state?.state === 'waiting' ? [step(labels.refresh, noteShow)] : [];
  const texts =
    note.history.length > 0
      ? [step(strings.note.texts.button(note.history.length), noteTexts)]
      : [];
  if (!mine)
    return { kind: 'buttons', buttons: [...progress, ...texts, backToCard(customer, strings)] };
  const narrower =
    note.visibility === 'everyone'
      ? button(labels.department, press(noteShowTo, { ...data, visibility: 'department' }))
      : button(labels.everyone, press(noteShowTo, { ...data, visibility: 'everyone' }));
  return {
    kind: 'buttons',
    buttons: [
      ...(filed?.kind === 'room'
        ? [
            button(
              labels.moveTo(filed.here.name),
              press(noteMoveTo, { ...data, customer: filed.here.id }),
            ),
          ]
        : []),
      ...(filed?.kind === 'guessed'
        ? [
            {
              kind: 'press' as const,
              label: labels.another,
              ...press(noteMoveForm, data),
              opens: 'form' as const,
            },
          ]
        : []),
      ...(crm?.state?.state === 'failed' ? [step(labels.retry, noteRetry)] : []),
      { kind: 'press', label: labels.edit, ...press(noteEdit, data), opens: 'form' },
      narrower,
      step(labels.undo, noteDelete),
      ...progress,
    ],
    more: {
      label: strings.customer.more,
      buttons: [
        button(
          note.pinned ? labels.unpin : labels.pin,
          press(notePin, { ...data, on: !note.pinned }),
        ),
        ...texts,
        ...(link ? [link] : []),
        backToCard(customer, strings),
      ],
    },
  };
}

const backToCard = ({ id }: Named, strings: Strings): Button => ({
  kind: 'press',
  label: strings.buttons.card,
  ...press(customerShow, { customer: id }),
});

const clipped = (words: string, most: number): string =>
  [...words].length > most ? `${[...words].slice(0, most - 1).join('')}…` : words;

/** The author hears that the CRM did not take it. */
export function writeBackFailedCard({
  customer,
  note,
  what,
  system,
  fault,
  help,
  reader,
}: {
  customer: Named;
  note: string | null;
  what: string;
  system: string;
  fault: string;
  help: { writeBack: string; to: Pick<Person, 'id' | 'name'>; back: string } | null;
  reader: Reader;
}): View {
  const strings = stringsFor(reader);
  const { crm, buttons: labels } = strings.note;
  return {
    title: crm.failedLine(customer.name, what, system),
    blocks: [
      text(crm.failed(fault), 'caution'),
      text(crm.map),
      {
        kind: 'buttons',
        buttons: [
          ...(note
            ? [
                {
                  kind: 'press' as const,
                  label: labels.retry,
                  ...press(noteRetry, { note }),
                },
                { kind: 'press' as const, label: labels.open, ...press(noteShow, { note }) },
              ]
            : []),
          ...(help ? [helpButton(help, strings)] : []),
          backToCard(customer, strings),
        ],
      },
    ],
  };
}

const helpButton = (
  { writeBack, to, back }: { writeBack: string; to: Pick<Person, 'id' | 'name'>; back: string },
  strings: Strings,
): Button => ({
  kind: 'press',
  label: strings.undelivered.buttons.tell(firstName(to.name)),
  ...press(messagesAdministrator, { writeBack, to: to.id, back }),
});

/** The notes of a customer that this reader may see: pinned first, then newest. */
export function notesCard({
  customer,
  notes,
  more,
  reader,
}: {
  customer: Named;
  notes: readonly { note: Note; author: string }[];
  more: boolean;
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
                  clipped(note.body || note.origin?.messages[0]?.words || '', 160),
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
      ...(more ? [text(list.more, 'quiet')] : []),
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
