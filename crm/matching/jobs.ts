import { z } from 'zod';
import { defineJobKind } from '../queue.ts';

/** Compares the records that came since with the customers of other systems. */
export const matchCustomersJob = defineJobKind('match-customers', z.object({}));

/** Decides all facts anew that several systems tell, since the rule changed; `after` is the last customer that was done. */
export const decideFieldsJob = defineJobKind(
  'decide-fields',
  z.object({ after: z.string().nullable() }),
);
