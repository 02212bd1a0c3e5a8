import { defineKpi } from './kpi.ts';
import { waitFigure, zoned } from './wait.ts';

export const handoffTime = defineKpi({
  id: 'handoff-time',
  name: 'Handoff time',
  aliases: ['handoffs', 'handoff', 'handover time', 'handover'],
  shape: 'simple',
  unit: 'hours',
  better: 'down',
  definition: 'How long a customer waits between two teams until somebody accepts, typically.',
  formula:
    'median of (handoff accepted − handoff offered) in office hours, by the day of the acceptance',
  sources: 'handoffs made with Rapport that were accepted',
  connect: 'nothing more: hand a customer over with “handoff”, and it is counted',
  movers: [
    { department: 'sales', does: 'Send the promises and the contact with the handoff.' },
    { department: 'onboarding', does: 'Accept or decline on the same day.' },
    { department: 'success', does: 'Name somebody who covers while you are away.' },
    { department: 'support', does: 'Say what is missing before you decline.' },
  ],
  read: (facts) => zoned(facts.handoffs(), facts.scope),
  figure: (facts) =>
    waitFigure(facts, {
      unit: 'hours',
      clock: 'in office hours',
      records: 'handoffs-accepted',
      reason: 'no handoff was accepted',
      of: 'accepted handoffs',
    }),
});
