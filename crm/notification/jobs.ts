import { z } from 'zod';
import { CustomerId } from '../customer/customer.ts';
import { PersonId } from '../person/person.ts';
import { Place } from '../person/place.ts';
import { defineJobKind } from '../queue.ts';
import { Addressee } from './message.ts';

/** Why a message reached nobody. */
export const UndeliveredReason = z.enum(['inactive', 'unreachable', 'muted', 'fault']);
export type UndeliveredReason = z.infer<typeof UndeliveredReason>;

/** Delivers one message, or tells its sender why it was given up. */
export const deliverMessageJob = defineJobKind(
  'deliver-message',
  z.object({ key: z.string(), untold: UndeliveredReason.optional() }),
);

/** Delivers all that was laid aside for somebody until this instant. */
export const deliverBatchJob = defineJobKind(
  'deliver-gathered',
  z.object({ to: Addressee, slot: z.iso.datetime() }),
);

/** Brings a message that arrived at this instant to what the store says of it. */
export const correctSentMessageJob = defineJobKind(
  'correct-sent-message',
  z.object({
    key: z.string(),
    to: Addressee,
    place: Place,
    reference: z.string(),
    at: z.iso.datetime(),
  }),
);

/** Posts a view to a place; `by` and `customer` say who hears of it where that is not possible. */
export const postMessageJob = defineJobKind(
  'post-message',
  z.object({
    place: Place,
    /** A `View`; the job parses it. */
    view: z.custom<object>((value) => typeof value === 'object' && value !== null),
    key: z.string(),
    by: PersonId.optional(),
    customer: CustomerId.optional(),
  }),
);

/** Writes somebody's note of their week; `week` is its last instant. */
export const weeklyNoteJob = defineJobKind(
  'weekly-note',
  z.object({ person: PersonId, week: z.iso.datetime(), monday: z.iso.date().optional() }),
);
