import { z } from 'zod';
import { Origin } from '../../crm/note/origin.ts';
import { Instant } from '../database/values.ts';

/** The origin of a note, a task or a draft, as its column has it. */
export const StoredOrigin = Origin.extend({
  messages: z.array(Origin.shape.messages.element.extend({ at: Instant.nullable() })),
});
