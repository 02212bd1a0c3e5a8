import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CustomerId } from '../customer/customer.ts';
import { KpiId } from '../figure/kpi-id.ts';
import { Addressee } from '../notification/message.ts';
import { PersonId } from '../person/person.ts';
import { defineJobKind } from '../queue.ts';
import { DigestSchedule } from './schedule.ts';

/** `shared` goes to a channel; `leaders` to one leader in private, with who takes part. */
export const DigestVariant = z.enum(['shared', 'leaders']);
export type DigestVariant = z.infer<typeof DigestVariant>;

/** A digest that somebody set up for a channel, or a leader for themselves. Each addressee has one. */
export const Digest = z.object({
  id: z.string().min(1),
  /** Grows by one with every change. */
  version: z.number().int(),
  to: Addressee,
  variant: DigestVariant,
  schedule: DigestSchedule,
  /** The figures in it; null for those that the channel's department moves. */
  kpis: z.array(KpiId).nullable(),
  state: z.enum(['on', 'paused', 'stopped']),
  /** When it comes next, by its rhythm and by the clock; null unless it is on. */
  next: z.object({ day: z.iso.date(), at: z.coerce.date() }).nullable(),
  by: PersonId,
  createdAt: z.date(),
  /** When it last asked whether it should stop, or somebody said that it should go on. */
  askedAt: z.date().nullable(),
});
export type Digest = z.infer<typeof Digest>;

/** A step that somebody takes with a digest. */
export const DigestChange = z.object({
  schedule: z.exactOptional(Digest.shape.schedule),
  kpis: z.exactOptional(Digest.shape.kpis),
  state: z.exactOptional(Digest.shape.state),
});
export type DigestChange = z.infer<typeof DigestChange>;

/** One digest of one slot. */
export interface DigestIssue {
  digest: string;
  slot: Date;
  /** The first and the last day that it tells of. */
  first: string;
  last: string;
  /** The platform's name for the post; null until it stands there. */
  reference: string | null;
  sentAt: Date | null;
  /** Somebody pressed something on it: opened a figure, or took something on. */
  actedAt: Date | null;
}

/** Sends one issue, which is stored already. */
export const sendDigestJob = defineJobKind(
  'send-digest',
  z.object({ digest: z.string(), slot: z.iso.datetime() }),
);

/** Says on the post of an issue who has taken on a customer in it. */
export const showTakenJob = defineJobKind(
  'show-taken',
  z.object({ digest: z.string(), slot: z.iso.datetime() }),
);

/** The task of the one who takes on a customer of an issue: one, whoever presses first. */
export const takenTaskId = (
  { digest, slot }: { digest: string; slot: string },
  customer: CustomerId,
): string =>
  `digest-${createHash('sha256').update(`${digest} ${slot} ${customer}`).digest('hex').slice(0, 32)}`;

/** An issue's name for the platforms and the queue. */
export const issueKey = (digest: string, slot: Date): string =>
  `digest:${digest}:${slot.toISOString()}`;
