import { z } from 'zod';
import { unreachable } from '../problem.ts';

const subject = <Kind extends string, const Roles extends readonly string[]>(
  kind: Kind,
  roles: Roles,
) =>
  z.object({
    kind: z.literal(kind),
    id: z.string().min(1),
    role: z.enum(roles),
    /** Of the thing, as the message was written for it; null where it has none, or none is known. */
    version: z.int().nullable(),
  });

/**
 * The thing that a message is about, and the part that the message plays for it. `failed`: the CRM did not take it.
 * `issue`, `trial`: of a digest, to one person; `closed`: its channel takes no posts; `unread`: nobody acts on it.
 * `connection`: their own account in a system was connected, or is no more.
 * `changed`: somebody changed it where it stands too. `help`: an administrator is asked to look at it. `undelivered`, `unposted`: its sender hears that it reached nobody.
 */
export const MessageSubject = z.discriminatedUnion('kind', [
  subject('handoff', [
    'packet',
    'channel',
    'late',
    'news',
    'away',
    'failed',
    'help',
    'undelivered',
  ]),
  subject('task', ['news', 'reminder', 'away', 'failed', 'help', 'undelivered']),
  subject('promise', ['news', 'reminder', 'late', 'failed', 'help', 'undelivered']),
  subject('question', ['asked', 'channel', 'answer', 'undelivered']),
  subject('note', ['mention', 'failed', 'changed', 'help', 'undelivered']),
  subject('win', ['thanks', 'unposted', 'undelivered']),
  subject('customer', ['news', 'failed', 'help', 'unposted']),
  subject('signal', ['raised', 'undelivered']),
  subject('same-company', ['asked', 'answer', 'undelivered']),
  subject('person', ['summary', 'help', 'holds', 'connection']),
  subject('account-link', ['claim']),
  subject('erasure', ['asked', 'answer']),
  subject('digest', ['issue', 'trial', 'closed', 'unread', 'changed']),
  subject('list-follow', ['news', 'closed']),
  /** Stored before subjects were, under a key that named none. */
  subject('other', ['other']),
]);
export type MessageSubject = z.infer<typeof MessageSubject>;

const WORK_KINDS = ['handoff', 'task', 'promise', 'question', 'note', 'win'] as const;

/** Something that colleagues work on, which goes on after they were told of it. */
export interface WorkReference {
  kind: (typeof WORK_KINDS)[number];
  id: string;
}

/** Something whose messages are kept up to date: work, a signal, which ends, and a question that is decided. */
export const LiveReference = z.object({
  // A job that waits since before questions had their name.
  kind: z
    .enum([...WORK_KINDS, 'signal', 'same-company', 'erasure'])
    .or(z.literal('mention').transform(() => 'question' as const)),
  id: z.string(),
});
export type LiveReference = z.infer<typeof LiveReference>;

/** False where a message tells of another message, or of what is no work. A role that is missing here does not compile. */
const TELLS_OF_WORK: Readonly<Record<MessageSubject['role'], boolean>> = {
  packet: true,
  channel: true,
  late: true,
  news: true,
  reminder: true,
  away: true,
  asked: true,
  answer: true,
  mention: true,
  thanks: true,
  failed: true,
  changed: false,
  help: false,
  undelivered: false,
  unposted: false,
  summary: false,
  raised: false,
  holds: false,
  connection: false,
  claim: false,
  issue: false,
  trial: false,
  closed: false,
  unread: false,
  other: false,
};

/** The work that a message tells a colleague of; null where it tells of something else, or of a message about that work. */
export function workOf(about: MessageSubject): WorkReference | null {
  switch (about.kind) {
    case 'handoff':
    case 'task':
    case 'promise':
    case 'question':
    case 'note':
    case 'win':
      return TELLS_OF_WORK[about.role] ? { kind: about.kind, id: about.id } : null;
    case 'customer':
    case 'signal':
    case 'same-company':
    case 'person':
    case 'account-link':
    case 'erasure':
    case 'digest':
    case 'list-follow':
    case 'other':
      return null;
    default:
      return unreachable(about);
  }
}

const STEPS: readonly MessageSubject['role'][] = ['news', 'away', 'late'];

/** Tells of one step of a handoff in a line, while its packet stands in another message. */
export const isHandoffStep = ({ kind, role }: MessageSubject): boolean =>
  kind === 'handoff' && STEPS.includes(role);

/** The thing that a message is kept up to date with; null where it stays as it was written. */
export const shownBy = (about: MessageSubject): LiveReference | null =>
  // An administrator who was asked for help with a note reads its words.
  (about.kind === 'note' && about.role === 'help') ||
  (about.kind === 'signal' && about.role === 'raised') ||
  (about.kind === 'same-company' && about.role === 'asked') ||
  (about.kind === 'erasure' && about.role === 'asked')
    ? { kind: about.kind, id: about.id }
    : workOf(about);
