import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CustomerId } from '../../../crm/customer/customer.ts';
import { keptOf, LARGEST_FILE, verdictOf } from '../../../crm/note/files.ts';
import type { Note } from '../../../crm/note/note.ts';
import type { Origin } from '../../../crm/note/origin.ts';
import {
  goesToCrm,
  mentionAfter,
  type NoteOutcome,
  type NoteStep,
  noteEntry,
  noteText,
  noteTitle,
  readsNote,
  stepNote,
  writeNote,
} from '../../../crm/note/rules.ts';
import { type Person, PersonId } from '../../../crm/person/person.ts';
import { accessOf } from '../../../crm/policy/policy.ts';
import type { Mention } from '../../../crm/question/question.ts';
import { ELSEWHERE } from '../../../crm/question/rules.ts';
import { LONGEST } from '../../../crm/text/limits.ts';
import { VISIBILITIES } from '../../../crm/timeline/entry.ts';

const NOW = new Date('2026-11-24T10:14:00Z');
const LATER = new Date('2026-11-24T11:00:00Z');
const [ANA, BEN] = [PersonId.parse('ana'), PersonId.parse('ben')];
const ACME = CustomerId.parse('acme');
const colleague = (change: Partial<Person>): Person => ({
  id: BEN,
  name: 'Ben',
  email: 'ben@rapport.example',
  title: null,
  department: 'success',
  role: 'member',
  zone: 'Europe/Berlin',
  locale: 'en-GB',
  active: true,
  ...change,
});
const ana = colleague({ id: ANA, name: 'Ana', department: 'sales' });
const message: Origin = {
  author: 'Kim',
  link: 'https://chat.example/p1',
  place: '#berlin',
  messages: [
    { author: 'Kim', at: NOW, words: 'CFO wants one invoice a year' },
    { author: 'Ana', at: LATER, words: 'from when on?' },
  ],
  files: [
    { name: 'order.pdf', type: 'application/pdf', size: 1000, link: 'https://chat.example/f1' },
    { name: 'setup.exe', type: null, size: 10, link: null },
  ],
};

const written = (change: Partial<Parameters<typeof writeNote>[0]> = {}): NoteOutcome =>
  writeNote(
    {
      id: 'n1',
      customerId: ACME,
      authorId: ANA,
      body: ' CFO wants one invoice ',
      visibility: 'everyone',
      origin: null,
      ...change,
    },
    NOW,
  );
function noteOf(outcome: NoteOutcome): Note {
  if (outcome.kind === 'refused') throw new Error(outcome.why);
  return outcome.note;
}
const step = (note: Note, what: NoteStep, by = ANA) => stepNote(note, what, { by, now: LATER });

describe('a note', () => {
  test('is written once, trimmed, with nothing behind it', () => {
    expect(noteOf(written())).toMatchObject({
      body: 'CFO wants one invoice',
      version: 1,
      pinned: false,
      history: [],
      deletedAt: null,
      createdAt: NOW,
    });
  });

  test.each([
    ['', 'empty'],
    ['  \n ', 'empty'],
    ['x'.repeat(LONGEST.note + 1), 'too-long'],
  ])('is refused for its words %#', (body, why) => {
    expect(written({ body })).toEqual({ kind: 'refused', why });
  });

  test('needs no words of its own where it keeps a message', () =>
    expect(written({ body: '', origin: message }).kind).toBe('changed'));

  test('keeps what it said before', () => {
    const once = noteOf(
      step(noteOf(written()), { kind: 'edit', body: 'two invoices', visibility: 'department' }),
    );
    expect(once).toMatchObject({
      body: 'two invoices',
      visibility: 'department',
      version: 2,
      editedAt: LATER,
      history: [{ at: NOW, body: 'CFO wants one invoice', visibility: 'everyone' }],
    });
    expect(noteOf(step(once, { kind: 'show-to', visibility: 'managers' })).history).toHaveLength(2);
  });

  test('that is changed to what it is stays what it is', () => {
    const note = noteOf(written());
    for (const same of [
      { kind: 'edit', body: note.body, visibility: note.visibility },
      { kind: 'show-to', visibility: 'everyone' },
      { kind: 'pin', on: false },
    ] as const)
      expect(step(note, same)).toEqual({ kind: 'same', note });
  });

  test('is its author’s alone, a manager’s not', () => {
    for (const what of [
      { kind: 'delete' },
      { kind: 'pin', on: true },
      { kind: 'edit', body: 'x', visibility: 'everyone' },
    ] as const)
      expect(step(noteOf(written()), what, BEN)).toEqual({ kind: 'refused', why: 'not-yours' });
  });

  test('taken back stays so, and twice is once', () => {
    const gone = noteOf(step(noteOf(written()), { kind: 'delete' }));
    expect(step(gone, { kind: 'delete' })).toEqual({ kind: 'same', note: gone });
    expect(step(gone, { kind: 'edit', body: 'x', visibility: 'everyone' })).toEqual({
      kind: 'refused',
      why: 'deleted',
    });
  });

  test('every change adds one to its version, and no text is ever lost: against a model', () => {
    const steps = fc.oneof(
      fc.record({
        kind: fc.constant('edit' as const),
        body: fc.string({ maxLength: 20 }),
        visibility: fc.constantFrom(...VISIBILITIES),
      }),
      fc.record({
        kind: fc.constant('show-to' as const),
        visibility: fc.constantFrom(...VISIBILITIES),
      }),
      fc.record({ kind: fc.constant('pin' as const), on: fc.boolean() }),
      fc.record({ kind: fc.constant('delete' as const) }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(steps, fc.constantFrom(ANA, BEN)), { maxLength: 25 }),
        (taken) => {
          let note = noteOf(written());
          const model = {
            body: note.body,
            visibility: note.visibility,
            deleted: false,
            pinned: false,
            changes: 0,
            texts: [] as string[],
          };
          for (const [what, by] of taken) {
            const outcome = step(note, what, by);
            const may = by === ANA && !model.deleted;
            if (may && what.kind === 'delete')
              Object.assign(model, { deleted: true, pinned: false, changes: model.changes + 1 });
            if (may && what.kind === 'pin' && what.on !== model.pinned)
              Object.assign(model, { pinned: what.on, changes: model.changes + 1 });
            if (may && (what.kind === 'edit' || what.kind === 'show-to')) {
              const body = what.kind === 'edit' ? what.body.trim() : model.body;
              if (body && (body !== model.body || what.visibility !== model.visibility)) {
                model.texts.push(model.body);
                Object.assign(model, {
                  body,
                  visibility: what.visibility,
                  changes: model.changes + 1,
                });
              }
            }
            if (outcome.kind === 'changed') expect(outcome.note.version).toBe(note.version + 1);
            if (outcome.kind !== 'refused') note = outcome.note;
          }
          expect({
            body: note.body,
            visibility: note.visibility,
            deleted: note.deletedAt !== null,
            pinned: note.pinned,
            changes: note.version - 1,
            texts: note.history.map(({ body }) => body),
          }).toEqual(model);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('who reads it', () => {
  const readers = {
    same: colleague({ department: 'sales' }),
    other: colleague({}),
    manager: colleague({ role: 'manager' }),
    left: colleague({ department: 'sales', active: false }),
  };
  test.each([
    ['everyone', { same: true, other: true, manager: true, left: false }],
    ['department', { same: true, other: false, manager: false, left: false }],
    ['managers', { same: false, other: false, manager: true, left: false }],
  ] as const)('%s', (visibility, expected) => {
    const note = noteOf(written({ visibility }));
    const seen = Object.fromEntries(
      Object.entries(readers).map(([who, reader]) => [who, readsNote(accessOf(reader), note, ana)]),
    );
    expect([seen, readsNote(accessOf(ana), note, ana)]).toEqual([expected, true]);
  });

  test('only what everyone may read goes to the CRM, and nothing that was taken back', () => {
    const note = noteOf(written());
    expect(
      [
        note,
        noteOf(written({ visibility: 'department' })),
        noteOf(written({ visibility: 'managers' })),
        noteOf(step(note, { kind: 'delete' })),
      ].map(goesToCrm),
    ).toEqual([true, false, false, false]);
  });
});

describe('what it keeps', () => {
  test('the message, or its whole thread; never a program', () => {
    expect(keptOf(message, { thread: false })).toMatchObject({
      messages: [{ author: 'Kim' }],
      files: [{ name: 'order.pdf' }],
    });
    expect(keptOf(message, { thread: true }).messages).toHaveLength(2);
  });

  test.each([
    ['order.pdf', 'application/pdf', LARGEST_FILE, 'kept'],
    ['order.pdf', 'application/pdf', LARGEST_FILE + 1, 'too-large'],
    ['photo.HEIC', null, null, 'unsized'],
    ['report.sh.pdf', null, 1, 'kept'],
    ['SETUP.EXE', null, 1, 'program'],
    ['invoice.pdf.exe ', 'application/pdf', 1, 'program'],
    ['invoice\u202Efdp.exe', null, 1, 'program'],
    ['macro.js', 'text/plain', 1, 'program'],
    ['innocent.txt', 'application/x-msdownload', 1, 'program'],
    ['shortcut.lnk.', null, 1, 'program'],
  ])('%s (%s, %s) is %s', (name, type, size, verdict) =>
    expect(verdictOf({ name, type, size })).toBe(verdict),
  );

  test('its text says who wrote what, with the link; its title is one short line', () => {
    const note = noteOf(written({ body: 'Important', origin: keptOf(message, { thread: true }) }));
    expect(noteText(note).split('\n')).toEqual([
      'Important',
      'From Kim, #berlin:',
      'CFO wants one invoice a year',
      'Ana: from when on?',
      'order.pdf https://chat.example/f1',
      'https://chat.example/p1',
    ]);
    expect([
      noteTitle({ body: '', origin: message }),
      [...noteTitle({ body: `a\nb ${'😀'.repeat(200)}`, origin: null })].length,
    ]).toEqual(['CFO wants one invoice a year', 42]);
  });

  test('no path leads from a note to the customer: its entry is internal, to no contact, and carries no amount', () => {
    const entry = noteEntry(
      noteOf(written({ body: 'write to dana@acme.example', origin: message })),
      ana,
    );
    expect(entry).toMatchObject({
      direction: 'internal',
      channel: 'note',
      contactId: null,
      money: null,
      record: null,
    });
    expect(Object.keys(entry).filter((key) => /mail|to$|recipient/i.test(key))).toEqual([]);
  });
});

describe('a question in a note that was changed', () => {
  const asked = (change: Partial<Mention> = {}): Mention => ({
    id: 'q1',
    customerId: ACME,
    version: 3,
    createdAt: NOW,
    from: ANA,
    to: BEN,
    words: 'Ben, one invoice?',
    noteId: 'n1',
    answer: null,
    answeredAt: null,
    ...change,
  });
  const letGo = { words: '', answer: ELSEWHERE, answeredAt: NOW };
  const open = { answer: null, answeredAt: null };
  test.each([
    ['the same words', asked(), true, null],
    ['other words', asked({ words: 'old' }), true, { words: 'Ben, one invoice?', ...open }],
    [
      'other words, after it was answered',
      asked({ words: 'old', answer: 'yes', answeredAt: NOW }),
      true,
      { words: 'Ben, one invoice?', answer: 'yes', answeredAt: NOW },
    ],
    ['kept from its receiver', asked(), false, { ...letGo, answeredAt: LATER }],
    [
      'kept from its receiver after an answer',
      asked({ answer: 'yes', answeredAt: NOW }),
      false,
      { words: '', answer: 'yes', answeredAt: NOW },
    ],
    ['kept from them, and it was', asked(letGo), false, null],
    ['shown to them again', asked(letGo), true, { words: 'Ben, one invoice?', ...open }],
    [
      'shown again, and it was answered',
      asked({ words: '', answer: 'yes', answeredAt: NOW }),
      true,
      { words: 'Ben, one invoice?', answer: 'yes', answeredAt: NOW },
    ],
    [
      'settled elsewhere with its words: it stays settled',
      asked({ words: 'old', answer: ELSEWHERE, answeredAt: NOW }),
      true,
      { words: 'Ben, one invoice?', answer: ELSEWHERE, answeredAt: NOW },
    ],
  ] as const)('%s', (_, mention, reads, change) =>
    expect(mentionAfter({ body: 'Ben, one invoice?' }, mention, { reads, now: LATER })).toEqual(
      change && { ...mention, version: 4, ...change },
    ),
  );
});

const bare = { ...message, link: null, place: null, messages: [], files: [] };
const said = (author: string, words: string) => ({ author, at: NOW, words });

/** The title, and the lines of the text. */
test.each([
  ['its own words', 'Call  them\n soon', null, 'Call them soon', ['Call  them', ' soon']],
  ['nothing of the message was kept', '', bare, '', ['From Kim:']],
  [
    'a file alone',
    '',
    { ...bare, files: message.files },
    'order.pdf',
    ['From Kim:', 'order.pdf https://chat.example/f1', 'setup.exe'],
  ],
  [
    'another one than its author wrote the first message',
    '',
    { ...bare, messages: [said('Ana', 'hello'), said('Kim', 'yes')] },
    'hello',
    ['From Kim:', 'Ana: hello', 'Kim: yes'],
  ],
  [
    'two answers were left out',
    'Mine',
    { ...bare, leftOut: 2, messages: [said('Kim', 'hello'), said('Ana', 'yes')] },
    'Mine',
    ['Mine', 'From Kim:', 'hello', '(2 replies are not kept.)', 'Ana: yes'],
  ],
  [
    'nobody knows how many were',
    '',
    { ...bare, leftOut: null, messages: [said('Kim', 'hello')] },
    'hello',
    ['From Kim:', 'hello', '(Some replies are not kept.)'],
  ],
])('a note in words: %s', (_, body, origin, title, lines) => {
  expect(noteTitle({ body, origin })).toBe(title);
  expect(noteText({ body, origin })).toBe(lines.join('\n'));
});

test('a note is as long as it may be, and not longer', () => {
  expect(written({ body: 'x'.repeat(LONGEST.note) }).kind).toBe('changed');
  expect(written({ body: 'x'.repeat(LONGEST.note + 1) })).toEqual({
    kind: 'refused',
    why: 'too-long',
  });
});

test('on the timeline a note stands under its own name', () =>
  expect(noteEntry(noteOf(written({ origin: message })), ana)).toMatchObject({
    kind: 'note',
    externalId: 'note:n1',
    link: 'https://chat.example/p1',
    title: 'CFO wants one invoice',
  }));
