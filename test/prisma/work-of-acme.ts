import { CustomerId } from '../../crm/customer/customer.ts';
import type { Goal } from '../../crm/goal/goal.ts';
import type { Handoff } from '../../crm/handoff/handoff.ts';
import type { Note } from '../../crm/note/note.ts';
import type { Origin } from '../../crm/note/origin.ts';
import type { NewMessage } from '../../crm/notification/message.ts';
import { type Account, PersonId } from '../../crm/person/person.ts';
import type { CustomerPromise } from '../../crm/promise/promise.ts';
import type { Mention } from '../../crm/question/question.ts';
import type { Signal } from '../../crm/signal/signal.ts';
import type { Task } from '../../crm/task/task.ts';
import type { Entry } from '../../crm/timeline/entry.ts';
import type { Win } from '../../crm/win/win.ts';
import { at } from './people-of-acme.ts';

/** Work as short as a test wants it: what is not said is something plain, and nothing is left out. */
export const ACME = CustomerId.parse('acme');
export const ANA = PersonId.parse('ana');
export const BEN = PersonId.parse('ben');
export const MIA = PersonId.parse('mia');
export const ACCOUNT_OF_ANA: Account = { platform: 'slack', tenant: 'T1', user: 'U1' };

const base = (id: string) => ({
  id,
  customerId: ACME,
  version: 1,
  createdAt: at('2026-11-20T10:00'),
});

export const origin: Origin = {
  author: 'Kim',
  link: 'https://chat.example/1',
  place: 'acme',
  messages: [
    { author: 'Kim', at: at('2026-11-20T09:59'), words: 'It is down' },
    { author: 'Kim', at: null, words: 'Still' },
  ],
  files: [{ name: 'log.txt', type: 'text/plain', size: 12, link: null }],
};

export const note = (id: string, over: Partial<Note> = {}): Note => ({
  ...base(id),
  authorId: ANA,
  body: 'They renew',
  visibility: 'department',
  pinned: false,
  origin,
  editedAt: null,
  deletedAt: null,
  history: [{ at: at('2026-11-20T10:01'), body: 'They may renew', visibility: 'everyone' }],
  ...over,
});

export const handoff = (id: string, over: Partial<Handoff> = {}): Handoff => ({
  ...base(id),
  from: ANA,
  to: { kind: 'person', person: BEN },
  holder: BEN,
  rotation: null,
  reason: 'Signed',
  promises: ['Live by June'],
  checklist: [{ item: 'Contract', done: true }],
  entries: [{ source: 'crm', externalId: 'e1' }],
  dueAt: at('2026-12-01T10:00'),
  state: 'offered',
  talk: [{ at: at('2026-11-21T10:00'), by: BEN, words: 'Who signs?' }],
  decidedAt: null,
  decision: null,
  reminders: 0,
  level: 0,
  ...over,
});

export const goal = (id: string, over: Partial<Goal> = {}): Goal => ({
  ...base(id),
  department: 'sales',
  what: 'Renew with 40 seats',
  dueOn: '2026-12-01',
  setBy: ANA,
  setAt: at('2026-11-20T10:00'),
  state: 'open',
  closedAt: null,
  closedBy: null,
  history: [{ at: at('2026-11-19T10:00'), by: BEN, what: 'Renew', dueOn: null }],
  ...over,
});

export const promise = (id: string, over: Partial<CustomerPromise> = {}): CustomerPromise => ({
  ...base(id),
  what: 'SSO',
  to: 'Murat',
  dueOn: '2026-12-01',
  by: BEN,
  department: 'success',
  createdBy: ANA,
  visibility: 'everyone',
  state: 'open',
  closedAt: null,
  closedBy: null,
  reason: null,
  brokenOn: null,
  level: -1,
  remindAt: at('2026-11-30T08:00'),
  origin: { kind: 'typed' },
  history: [{ at: at('2026-11-19T10:00'), by: BEN, dueOn: '2026-11-28' }],
  ...over,
});

export const signal = (id: string, over: Partial<Signal> = {}): Signal => ({
  ...base(id),
  rule: 'silence',
  key: id,
  detail: { days: 31 },
  causes: [],
  toldAt: null,
  endedAt: null,
  answers: [],
  ...over,
});

export const task = (id: string, over: Partial<Task> = {}): Task => ({
  ...base(id),
  what: 'Call them',
  holder: BEN,
  createdBy: ANA,
  dueAt: at('2026-11-23T10:00'),
  snoozedUntil: null,
  state: 'open',
  doneAt: null,
  reminders: 0,
  origin,
  ...over,
});

export const mention = (id: string, over: Partial<Mention> = {}): Mention => ({
  ...base(id),
  from: ANA,
  to: BEN,
  words: 'Have a look',
  noteId: 'n1',
  answer: null,
  answeredAt: null,
  ...over,
});

export const win = (id: string, over: Partial<Win> = {}): Win => ({
  ...base(id),
  author: ANA,
  kind: 'deal',
  what: 'Signed for two years',
  difference: 'The pilot',
  money: { amount: 4_800_000, currency: 'EUR' },
  picture: null,
  credits: [{ person: BEN, for: 'solved' }],
  state: 'posted',
  kudos: [MIA],
  about: 'crm:deal:1',
  ...over,
});

export const messageTo = (
  person: PersonId,
  key: string,
  over: Partial<NewMessage> = {},
): NewMessage => ({
  key,
  subject: { kind: 'other', id: key, role: 'other', version: null },
  to: { kind: 'person', person },
  kind: 'handoff',
  customerId: ACME,
  line: 'Ana hands you Acme',
  why: 'Ana handed it to you.',
  view: { title: 'Acme', blocks: [{ kind: 'text', text: 'Signed' }] },
  pressing: true,
  ...over,
});

export const timelineEntry = (
  externalId: string,
  over: Partial<Entry> = {},
): Omit<Entry, 'person' | 'contact'> => ({
  customerId: ACME,
  source: 'rapport',
  externalId,
  at: at('2026-11-20T10:00'),
  department: 'sales',
  channel: 'note',
  direction: 'internal',
  kind: 'note',
  title: 'Ana noted',
  body: null,
  personId: ANA,
  contactId: null,
  money: null,
  link: null,
  visibility: 'everyone',
  record: null,
  ...over,
});
