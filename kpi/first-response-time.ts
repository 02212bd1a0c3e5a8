import { defineKpi } from './kpi.ts';
import { waitFigure, zoned } from './wait.ts';

/** A source that names no schedule may have counted around the clock: that answer stands beside this one. */
export const firstResponseTime = defineKpi({
  id: 'first-response-time',
  name: 'First response time',
  aliases: ['frt', 'first response', 'response time', 'first reply time', 'first reply'],
  shape: 'simple',
  unit: 'minutes',
  better: 'down',
  definition: 'How long customers wait for the first public answer by one of us, typically.',
  formula:
    'median of (first public answer by a colleague − ticket opened) in the hours of the ticket’s schedule, else in office hours, by the day of the answer; answers of bots and of the customer do not count',
  sources:
    'public answers of colleagues on the timeline; for tickets that have none there, the first answer as the help desk tells it',
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
      clock: 'in office hours',
      records: 'tickets-answered',
      reason: 'no ticket was answered for the first time',
      of: 'tickets with a first answer',
    }),
});
