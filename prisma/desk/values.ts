import { z } from 'zod';
import { Origin } from '../../crm/work.ts';

/** An instant inside stored JSON. */
export const Instant = z.coerce.date();

export const StoredOrigin = Origin.extend({
  messages: z.array(Origin.shape.messages.element.extend({ at: Instant.nullable() })),
});
