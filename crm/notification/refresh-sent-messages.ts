import { z } from 'zod';
import { questionOf } from '../question/rules.ts';
import { defineJobKind } from '../queue.ts';
import { type Change, sendJob } from '../store/change.ts';

/** The subjects of messages, by the beginning of the messages' keys: a question stands for all of its mentions. */
export const MessageSubject = z.object({
  kind: z.enum(['handoff', 'task', 'mention', 'note', 'win']),
  id: z.string(),
});
export type MessageSubject = z.infer<typeof MessageSubject>;

/** The subject of the message with this key; null where the message never changes. */
export function subjectOfKey(key: string): MessageSubject | null {
  // An administrator who was asked for help with a note reads its words.
  const [kind, id = ''] = key.replace(/^help:(?=note:)/, '').split(':');
  const named = MessageSubject.safeParse({
    kind,
    id: kind === 'mention' ? questionOf({ id }) : id,
  }).data;
  return named?.id ? named : null;
}

/** Brings all messages about something up to what it is now. */
export const refreshSentMessagesJob = defineJobKind(
  'retell',
  z.object({ about: MessageSubject, via: z.string().nullable() }),
);

export const nameOf = ({ kind, id }: MessageSubject): string => `${kind}:${id}`;

/**
 * Goes with a change of something that others were told of: what stands with them is brought to what it is now, so that
 * nobody works from a stale message. `via` is the message that was pressed, where the answer stands already.
 */
export const refreshSentMessages = (
  about: MessageSubject,
  version: string | number,
  via: string | null,
): Change =>
  sendJob(refreshSentMessagesJob, { about, via }, { key: `retell:${nameOf(about)}:${version}` });
