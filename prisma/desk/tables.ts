import { Handoff, Mention, Note, Task, Win } from '../../crm/work.ts';
import type { Table } from './table.ts';
import { Instant, StoredOrigin } from './values.ts';

const base = { id: 'id', customerId: 'customer_id', version: 'version', createdAt: 'created_at' };

export const NOTE: Table<Note> = {
  name: 'note',
  columns: {
    ...base,
    authorId: 'author_id',
    body: 'body',
    visibility: 'visibility',
    pinned: 'pinned',
    origin: 'origin',
    editedAt: 'edited_at',
    deletedAt: 'deleted_at',
    history: 'history',
  },
  json: ['origin', 'history'],
  record: Note.extend({
    origin: StoredOrigin.nullable(),
    history: Note.shape.history.element.extend({ at: Instant }).array(),
  }),
};

export const HANDOFF: Table<Handoff> = {
  name: 'handoff',
  columns: {
    ...base,
    from: 'giver_id',
    to: 'target',
    holder: 'holder_id',
    rotation: 'rotation',
    reason: 'reason',
    promises: 'promises',
    checklist: 'checklist',
    entries: 'entries',
    dueAt: 'due_at',
    state: 'state',
    talk: 'talk',
    decidedAt: 'decided_at',
    decision: 'decision',
    reminders: 'reminders',
    rung: 'rung',
  },
  json: ['to', 'promises', 'checklist', 'entries', 'talk'],
  derived: ({ to }) => ({ target_department: to.kind === 'department' ? to.department : null }),
  record: Handoff.extend({
    checklist: Handoff.shape.checklist.element.extend({ at: Instant.optional() }).array(),
    talk: Handoff.shape.talk.element.extend({ at: Instant }).array(),
  }),
};

export const TASK: Table<Task> = {
  name: 'task',
  columns: {
    ...base,
    what: 'what',
    holder: 'holder_id',
    createdBy: 'created_by',
    dueAt: 'due_at',
    snoozedUntil: 'snoozed_until',
    state: 'state',
    doneAt: 'done_at',
    reminders: 'reminders',
    origin: 'origin',
  },
  json: ['origin'],
  record: Task.extend({ origin: StoredOrigin.nullable() }),
};

export const MENTION: Table<Mention> = {
  name: 'mention',
  columns: {
    ...base,
    from: 'giver_id',
    to: 'receiver_id',
    words: 'words',
    noteId: 'note_id',
    answer: 'answer',
    answeredAt: 'answered_at',
  },
  json: [],
  record: Mention,
};

export const WIN: Table<Win> = {
  name: 'win',
  columns: {
    ...base,
    author: 'author_id',
    kind: 'kind',
    what: 'what',
    difference: 'difference',
    money: 'money',
    picture: 'picture',
    credits: 'credits',
    state: 'state',
    kudos: 'kudos',
    about: 'about',
  },
  json: ['money', 'credits', 'kudos'],
  record: Win,
};
