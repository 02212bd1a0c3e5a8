import { z } from 'zod';
import { CustomerId } from '../customer/customer.ts';
import { PersonId } from '../person/person.ts';
import { Place } from '../person/place.ts';
import { defineJobKind } from '../queue.ts';

/** Tells a channel that follows a customer of a signal there. */
export const tellSignalJob = defineJobKind(
  'tell-signal',
  z.object({ signal: z.string(), place: Place }),
);

/** Looks at the next customers of all, after this one: time alone fires some rules. */
export const checkSignalsJob = defineJobKind(
  'check-signals',
  z.object({ after: CustomerId.nullable(), slot: z.iso.datetime() }),
);

/** Sends a salesperson the customers of theirs at which an upsell waits. */
export const holdListJob = defineJobKind(
  'hold-list',
  z.object({ person: PersonId, monday: z.iso.date() }),
);
