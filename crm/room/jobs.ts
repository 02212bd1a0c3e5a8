import { z } from 'zod';
import { CustomerId } from '../customer/customer.ts';
import { Place } from '../person/place.ts';
import { defineJobKind } from '../queue.ts';

/** Brings the lines of the rooms up to date: of all of them, of one customer's, of one, or of one that was closed. */
export const refreshRoomsJob = defineJobKind(
  'refresh-rooms',
  z.union([
    z.object({ slot: z.iso.datetime() }),
    z.object({ customer: CustomerId }),
    z.object({ place: Place }),
    /** A room that was closed, and its line. */
    z.object({ over: z.object({ place: Place, posted: z.string() }) }),
  ]),
);
