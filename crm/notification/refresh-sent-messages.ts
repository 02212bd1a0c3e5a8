import { z } from 'zod';
import { defineJobKind } from '../queue.ts';
import { type Change, sendJob } from '../store/change.ts';
import { LiveReference } from './message-subject.ts';

/** Brings all messages about something up to what it is now. */
export const refreshSentMessagesJob = defineJobKind(
  'retell',
  z.object({ about: LiveReference, via: z.string().nullable() }),
);

/**
 * Goes with a change of something that others were told of: what stands with them is brought to what it is now, so that
 * nobody works from a stale message. `via` is the message that was pressed, where the answer stands already.
 */
export const refreshSentMessages = (
  about: LiveReference,
  version: string | number,
  via: string | null,
): Change =>
  sendJob(
    refreshSentMessagesJob,
    { about, via },
    { key: `retell:${about.kind}:${about.id}:${version}` },
  );
