import { z } from 'zod';
import { Position } from '../event/event.ts';
import { Place } from '../person/place.ts';
import { defineJobKind } from '../queue.ts';

/** Tells the followers of one event, all of them or one channel. */
export const tellFollowersJob = defineJobKind(
  'tell-followers',
  z.union([
    z.object({ event: Position, place: Place.optional() }),
    /** An earlier version sent it by the clock. */
    z.object({ slot: z.iso.datetime() }),
  ]),
);
