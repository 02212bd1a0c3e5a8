import { DAY, WEEK } from '../time/durations.ts';
import { isLetter } from '../timeline/touch.ts';
import type { SignalFacts, Talk } from './facts.ts';
import { daysInWords, defineSignal, ENTRIES, TICKETS, talkCause, textOf } from './rule.ts';

const OUTREACH: ReadonlySet<Talk['kind']> = new Set(['email', 'message', 'call', 'meeting']);
/** Departments whose letters are an offer. */
const OFFERING: ReadonlySet<string> = new Set(['sales', 'marketing']);
/** It matters as long as somebody may still explain it. */
const LASTS = WEEK;

/** Two departments reach out within days and no word of the customer between, or one makes an offer in the middle of an urgent ticket. */
export const clashingOutreach = defineSignal({
  id: 'clashing-outreach',
  name: 'Clashing outreach',
  meaning: (days) =>
    `Two departments reached out within ${daysInWords(days)} without an answer between, or Sales or Marketing did while an urgent ticket was open.`,
  threshold: { unit: 'days', usual: 3, least: 1, most: 14 },
  kinds: [...ENTRIES, ...TICKETS],
  holds: true,
  field: 'identity',
  find(facts, days) {
    const sent = facts.talks.filter(isOutreach);
    const lately = sent.filter(({ at }) => facts.at.getTime() - at.getTime() < LASTS);
    for (const talk of lately) {
      const ticket = OFFERING.has(talk.department) ? urgentAt(talk.at, facts) : undefined;
      if (ticket)
        return {
          key: `${talk.source}:${talk.externalId}`,
          detail: { ...described(talk), other: null, otherAt: null, ticket: ticket.subject ?? '' },
          causes: [
            talkCause(talk),
            {
              kind: 'ticket',
              source: ticket.source,
              id: ticket.id,
              at: ticket.openedAt,
              name: ticket.subject,
            },
          ],
        };
      const other = earlierOf(talk, sent, facts, days);
      if (other)
        return {
          key: `${other.source}:${other.externalId}`,
          detail: {
            ...described(talk),
            other: other.department,
            otherAt: other.at.toISOString(),
            ticket: null,
          },
          causes: [talkCause(talk), talkCause(other)],
        };
    }
    return null;
  },
  tell({ department, at, other, otherAt, ticket }, words) {
    const who = words.department(textOf(department));
    return ticket !== null
      ? {
          title: `${who} reached out while an urgent ticket is open`,
          more: `${ticket ? `“${textOf(ticket)}”, ` : ''}${who} ${words.when(textOf(at))}`,
          next: `agree with Support before ${who} goes on`,
        }
      : {
          title: `${words.department(textOf(other))} and ${who} both reached out`,
          more: `${words.when(textOf(otherAt))} and ${words.when(textOf(at))}, no answer between`,
          next: 'agree who speaks to them, and let the other wait',
        };
  },
});

const isOutreach = ({ kind, direction }: Talk): boolean =>
  OUTREACH.has(kind) && direction === 'outbound';

const described = ({ department, at }: Talk) => ({ department, at: at.toISOString() });

const urgentAt = (at: Date, { tickets }: SignalFacts) =>
  tickets.find(
    ({ priority, openedAt, solvedAt }) =>
      priority === 'urgent' && openedAt < at && (solvedAt === null || solvedAt > at),
  );

/** The newest outreach before this one: of another department, within these days, with no letter of theirs between. */
function earlierOf(
  talk: Talk,
  sent: readonly Talk[],
  { talks }: SignalFacts,
  days: number,
): Talk | undefined {
  const other = sent.find(({ at, department }) => at < talk.at && department !== talk.department);
  if (!other || talk.at.getTime() - other.at.getTime() > days * DAY) return undefined;
  const isAnswered = talks.some(
    (letter) => isLetter(letter) && letter.at > other.at && letter.at < talk.at,
  );
  return isAnswered ? undefined : other;
}
