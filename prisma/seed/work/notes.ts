import { noteEntry, stepNote, writeNote } from '../../../crm/note/rules.ts';
import type { Mention } from '../../../crm/question/question.ts';
import { answerMention, mentionId } from '../../../crm/question/rules.ts';
import type { Visibility } from '../../../crm/timeline/entry.ts';
import type { Colleague } from '../people.ts';
import type { Journal } from './journal.ts';

interface Noted {
  id: string;
  company: string;
  by: Colleague;
  at: readonly [days: number, time: string];
  body: string;
  visibility?: Visibility;
  pinned?: boolean;
  names?: Colleague;
}

/** Writes the notes that a colleague should read first, and the questions that colleagues ask. */
export function tellNotes(journal: Journal): void {
  const notes: readonly Noted[] = [
    {
      id: 'demo-acme-note',
      company: 'acme',
      by: 'ben',
      at: [12, '10:20'],
      body: 'Jonas decides, Katrin signs. Write to both, never on a Friday.',
      pinned: true,
    },
    {
      id: 'demo-halden-note',
      company: 'halden',
      by: 'paul',
      at: [3, '09:40'],
      body: 'Nobody calls about seats before the scanners work, @Ana Ruiz. Heike asked me for that in person.',
      pinned: true,
      names: 'ana',
    },
    {
      id: 'demo-kestrel-note',
      company: 'kestrel',
      by: 'emeka',
      at: [3, '14:25'],
      body: 'Callum cleans the lists himself and is faster than our import. Send him questions in the morning.',
    },
    {
      id: 'demo-mainstahl-note',
      company: 'mainstahl',
      by: 'oskar',
      at: [2, '11:10'],
      body: 'Their portal rejects invoices without a purchase order number; the accountant is back on Monday.',
      visibility: 'department',
    },
  ];
  for (const one of notes) note(journal, one);
  ask(journal, {
    id: 'demo-ask-globex',
    company: 'globex',
    from: 'sofia',
    to: 'tom',
    at: [1, '10:45'],
    words: 'Dana looked at the page about exporting all data. Did she say anything to you?',
  });
  ask(journal, {
    id: 'demo-ask-vela',
    company: 'vela',
    from: 'ben',
    to: 'raj',
    at: [1, '15:30'],
    words: 'Inês needs a date for single sign-on in writing this week. Can somebody swap?',
  });
  ask(journal, {
    id: 'demo-ask-penrose',
    company: 'penrose',
    from: 'helena',
    to: 'aisha',
    at: [1, '12:15'],
    words: 'May I tell their director that the labels are in good hands?',
  });
  ask(journal, {
    id: 'demo-ask-kestrel',
    company: 'kestrel',
    from: 'tom',
    to: 'jo',
    at: [4, '10:05'],
    words: 'May we name Fiona in the case study?',
    answer: { at: [4, '13:20'], words: 'Yes, she signed the form on the day it came.' },
  });
}

function note(
  journal: Journal,
  { id, company, by: name, at, body, visibility = 'everyone', pinned = false, names }: Noted,
): void {
  const by = journal.person(name);
  const customerId = journal.customer(company);
  const now = journal.ago(...at, by);
  const written = writeNote(
    { id, customerId, authorId: by.id, body, visibility, origin: null },
    now,
  );
  if (written.kind !== 'changed') throw new Error(`The demo's note ${id} was refused`);
  const pin = pinned ? stepNote(written.note, { kind: 'pin', on: true }, { by: by.id, now }) : null;
  for (const made of [written.note, ...(pin?.kind === 'changed' ? [pin.note] : [])]) {
    journal.add({ kind: 'note', note: made }, { kind: 'entry', entry: noteEntry(made, by) });
    journal.inCrm(`note:${id}:${made.version}`, { kind: 'note', id }, customerId, `note:${id}:1`);
  }
  if (names)
    journal.add({
      kind: 'mention',
      mention: mentioned(journal, {
        id: `${id}.0`,
        company,
        from: name,
        to: names,
        at,
        words: body,
        noteId: id,
      }),
    });
}

interface Question {
  id: string;
  company: string;
  from: Colleague;
  to: Colleague;
  at: readonly [days: number, time: string];
  words: string;
  answer?: { at: readonly [days: number, time: string]; words: string };
}

function ask(journal: Journal, question: Question): void {
  const { id, company, answer } = question;
  const [from, to, customerId] = [
    journal.person(question.from),
    journal.person(question.to),
    journal.customer(company),
  ];
  const mention = mentioned(journal, { ...question, id: mentionId(id, 0), noteId: null });
  const [asker, asked] = [from, to].map(({ name }) => name.split(' ')[0]);
  journal.add({ kind: 'mention', mention });
  journal.tell({
    id: `mention:${id}`,
    customerId,
    at: mention.createdAt,
    by: from,
    kind: 'message',
    title: `${asker} asks ${asked}: ${question.words}`,
    body: question.words,
  });
  if (!answer) return;
  const now = journal.ago(...answer.at, to);
  const outcome = answerMention(mention, answer.words, { by: to.id, now });
  if (outcome.kind === 'refused') throw new Error(`The demo's question ${id} cannot be answered`);
  journal.add({ kind: 'mention', mention: outcome.mention });
  journal.tell({
    id: `mention:${mention.id}:answer:${outcome.mention.version}`,
    customerId,
    at: now,
    by: to,
    kind: 'message',
    title: `${asked} answers ${asker}: ${answer.words}`,
    body: answer.words,
  });
}

function mentioned(
  journal: Journal,
  {
    id,
    company,
    from,
    to,
    at,
    words,
    noteId,
  }: Omit<Question, 'answer'> & { noteId: string | null },
): Mention {
  const giver = journal.person(from);
  return {
    id,
    customerId: journal.customer(company),
    version: 1,
    createdAt: journal.ago(...at, giver),
    from: giver.id,
    to: journal.person(to).id,
    words,
    noteId,
    answer: null,
    answeredAt: null,
  };
}
