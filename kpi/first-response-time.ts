import { defineKpi } from './kpi.ts';
import { waitFigure, zoned } from './wait.ts';

/** A help desk without a schedule counts around the clock, so a ticket that names none is counted so. */
export const firstResponseTime = defineKpi({
  id: 'first-response-time',
  name: 'First response time',
  aliases: ['frt', 'first response', 'response time', 'first reply time', 'first reply'],
  shape: 'simple',
  unit: 'minutes',
  better: 'down',
  definition: 'How long customers wait for the first public answer by one of us, typically.',
  formula:
    'median of (first public answer by a colleague − ticket opened), by the day of the answer',
  sources: 'tickets with the time of their first answer, as the help desk has it',
  connect: 'a help desk that tells when a ticket was first answered',
  movers: [
    { department: 'support', does: 'Answer first, even if only to say when the solution comes.' },
    { department: 'product', does: 'Put the answer to the commonest question into the product.' },
    {
      department: 'success',
      does: 'Write to customers before a change, so that they need not ask.',
    },
    { department: 'operations', does: 'Plan shifts by the hours in which tickets come in.' },
  ],
  read: (facts) => zoned(facts.firstResponses(), facts.scope),
  figure: (facts) =>
    waitFigure(facts, {
      unit: 'minutes',
      clock: 'around the clock',
      records: 'tickets-answered',
      reason: 'no ticket was answered for the first time',
      of: 'tickets with a first answer',
    }),
});
