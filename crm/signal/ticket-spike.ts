import { WEEK } from '../time/durations.ts';
import type { FactTicket } from './facts.ts';
import { defineSignal, numberOf, STAGES_CHANGED, TICKETS, textOf } from './rule.ts';
import type { Cause } from './signal.ts';

const USUAL_WEEKS = 8;

/** As many urgent tickets are open, or twice as many tickets came within a week and twice as many as usual. */
export const ticketSpike = defineSignal({
  id: 'ticket-spike',
  name: 'Ticket spike',
  meaning: (n) =>
    `${n} or more urgent tickets are open, or ${2 * n} tickets came within 7 days, twice as many as usual.`,
  threshold: { unit: 'tickets', usual: 2, least: 1, most: 50 },
  kinds: [...TICKETS, ...STAGES_CHANGED],
  holds: true,
  field: 'identity',
  onCard: { line: 'urgent-tickets', always: false },
  find({ tickets, at, customer }, threshold) {
    if (customer.stage === 'churned') return null;
    const urgent = tickets.filter(
      ({ priority, solvedAt }) => priority === 'urgent' && solvedAt === null,
    );
    const week = at.getTime() - WEEK;
    const lately = tickets.filter(({ openedAt }) => openedAt.getTime() > week);
    const before = tickets.filter(
      ({ openedAt }) =>
        openedAt.getTime() <= week && openedAt.getTime() > week - USUAL_WEEKS * WEEK,
    ).length;
    const isMany = lately.length >= 2 * threshold && lately.length >= 2 * (before / USUAL_WEEKS);
    const isUrgent = urgent.length >= threshold;
    if (!isUrgent && !isMany) return null;
    const shown = isUrgent ? urgent : lately;
    const [first] = shown;
    if (!first) return null;
    return {
      key: `${first.source}:${first.id}`,
      detail: {
        urgent: isUrgent ? urgent.length : 0,
        lately: lately.length,
        usual: Math.round((before / USUAL_WEEKS) * 10) / 10,
        oldest: first.openedAt.toISOString(),
        subject: first.subject,
      },
      causes: shown.map(cause),
    };
  },
  tell({ urgent, lately, usual, oldest, subject }, words) {
    const [burning, many] = [numberOf(urgent), numberOf(lately)];
    return {
      title:
        burning > 0
          ? `${words.many(burning, 'urgent ticket', 'urgent tickets')} open`
          : `${words.many(many, 'ticket', 'tickets')} in 7 days`,
      more:
        burning > 0
          ? `the oldest${subject ? `, “${textOf(subject)}”,` : ''} for ${words.since(textOf(oldest))}`
          : `usually ${words.number(numberOf(usual))} a week`,
      next: 'ask Support how it stands before anybody calls them',
    };
  },
});

const cause = ({ source, id, subject, openedAt }: FactTicket): Cause => ({
  kind: 'ticket',
  source,
  id,
  at: openedAt,
  name: subject,
});
