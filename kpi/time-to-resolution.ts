import { defineKpi } from './kpi.ts';
import { waitFigure, zoned } from './wait.ts';

export const timeToResolution = defineKpi({
  id: 'time-to-resolution',
  name: 'Time to resolution',
  aliases: ['ttr', 'resolution time', 'resolution', 'time to solve', 'solution time', 'mttr'],
  shape: 'simple',
  unit: 'hours',
  better: 'down',
  definition: 'How long it takes from a ticket to its solution, typically.',
  formula: 'median of (ticket solved − ticket opened), by the day of the solution',
  sources: 'tickets that were solved, with both times as the help desk has them',
  connect: 'a help desk that tells when a ticket was opened and solved',
  movers: [
    { department: 'support', does: 'Ask for everything that is missing in the first answer.' },
    { department: 'product', does: 'Answer escalated tickets on the day on which they come.' },
    {
      department: 'onboarding',
      does: 'Write down how the customer is set up, for support to read.',
    },
    { department: 'sales', does: 'Pass on what the customer said about it; nobody asks twice.' },
  ],
  read: (facts) => zoned(facts.resolutions(), facts.scope),
  figure: (facts) =>
    waitFigure(facts, {
      unit: 'hours',
      clock: 'around the clock',
      records: 'tickets-solved',
      reason: 'no ticket was solved',
      of: 'solved tickets whose times are known',
    }),
});
