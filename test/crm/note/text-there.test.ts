import { expect, test } from 'vitest';
import type { Note } from '../../../crm/note/note.ts';
import { noteText } from '../../../crm/note/rules.ts';
import { decideEdit, NO_TEXTS, ownWords, takenWords } from '../../../crm/note/text-there.ts';
import { note as given } from '../../prisma/work-of-acme.ts';

const origin = {
  author: 'Dana',
  link: 'https://chat.example/1',
  place: '#acme',
  messages: [{ author: 'Dana', at: null, words: 'Can we have it in German?' }],
  files: [],
};
const note = (change: Partial<Note> = {}): Note => ({
  ...given('n-1'),
  body: 'ours',
  visibility: 'everyone',
  origin: null,
  history: [],
  ...change,
});
const agreedOn = (agreed: string) => ({ ...NO_TEXTS, agreed });

test.each<[string, Note, Parameters<typeof decideEdit>[1], string | null, string]>([
  ['it says what we say', note(), agreedOn('ours'), ' ours\r\n', 'none'],
  ['our newer text is under way', note(), agreedOn('old'), 'old', 'none'],
  ['ours arrived without an answer', note(), { ...agreedOn('x'), sent: 'sent' }, 'sent', 'none'],
  [
    'an earlier text of ours',
    note({ history: [{ at: given('n').createdAt, body: 'first', visibility: 'everyone' }] }),
    agreedOn('x'),
    'first',
    'none',
  ],
  ['only they changed it', note(), agreedOn('ours'), 'theirs', 'adopt'],
  ['both sides did', note(), agreedOn('old'), 'theirs', 'conflict'],
  ['nobody kept the text they had', note(), NO_TEXTS, 'theirs', 'conflict'],
  ['they emptied it', note(), agreedOn('ours'), ' \n', 'adopt'],
  ['theirs is longer than a note may be', note(), agreedOn('ours'), 'x'.repeat(20_001), 'conflict'],
  ['they deleted it', note(), agreedOn('ours'), null, 'adopt'],
  ['they deleted one that was changed here', note(), agreedOn('old'), null, 'none'],
  ['it is not for everybody', note({ visibility: 'managers' }), agreedOn('ours'), 'x', 'none'],
  ['it is deleted here', note({ deletedAt: new Date(0) }), agreedOn('ours'), 'x', 'none'],
])('%s', (_, ours, texts, theirs, decision) =>
  expect(decideEdit(ours, texts, theirs)).toBe(decision),
);

test('of a note that keeps a message, only its author’s words may be changed there without asking', () => {
  const keeping = note({ origin });
  const text = noteText(keeping);
  expect(ownWords(keeping, text.replace('ours', 'theirs'))).toBe('theirs');
  expect(decideEdit(keeping, agreedOn(text), text.replace('ours', 'theirs'))).toBe('adopt');
  expect(ownWords(keeping, text.replace('German', 'French'))).toBeNull();
  expect(decideEdit(keeping, agreedOn(text), text.replace('German', 'French'))).toBe('conflict');
});

test('taken from there, a note that keeps a message does not say it twice, though it was changed there', () => {
  const keeping = note({ origin });
  const theirs = noteText(keeping).replace('ours', 'theirs').replace('German', 'French');
  expect(takenWords(keeping, theirs)).toBe('theirs');
  expect(takenWords(keeping, noteText(note({ body: '', origin })).replace('German', 'x'))).toBe('');
  expect(takenWords(keeping, 'all is new')).toBe('all is new');
  expect(takenWords(note(), ' theirs ')).toBe('theirs');
});
