import { addDays, type Day, daysBetween } from '../time/day.ts';
import type { SignalFacts } from './facts.ts';
import { contactIn, defineSignal, isOurs, numberOf, textOf } from './rule.ts';

const WINDOW = 14;
/** Fewer uses than this are no habit that could fall. */
const LEAST = 40;
/** Where no usage of anybody is known for so long, its source is silent and not the customer. */
const STALE = 7;

/** Usage of a fortnight against the one before. It comes by days, so the clock finds it. */
export const usageFalling = defineSignal({
  id: 'usage-falling',
  name: 'Usage falling',
  meaning: (percent) =>
    `Usage fell by ${percent} % or more in 14 days, against the 14 days before (at least ${LEAST} uses).`,
  threshold: { unit: 'percent', usual: 40, least: 10, most: 95 },
  kinds: [],
  holds: true,
  field: 'identity',
  find(facts, percent) {
    const { usageUntil, today } = facts;
    if (!usageUntil || !isOurs(facts) || daysBetween(usageUntil, today) > STALE) return null;
    const now = usesUntil(facts, usageUntil);
    const before = usesUntil(facts, addDays(usageUntil, -WINDOW));
    // Compared as whole numbers: a quotient is just short of some percentages.
    if (before < LEAST || (before - now) * 100 < percent * before) return null;
    return {
      key: 'falling',
      detail: {
        now,
        before,
        fell: Math.round(((before - now) / before) * 100),
        contact: contactIn(facts),
      },
      causes: [{ kind: 'usage', source: 'usage', id: usageUntil, at: null, name: null }],
    };
  },
  tell: ({ now, before, fell, contact }, words) => ({
    title: `usage fell by ${words.number(numberOf(fell))} % in 14 days`,
    more: `${words.number(numberOf(before))} → ${words.number(numberOf(now))} uses`,
    next: contact ? `ask ${textOf(contact)} what changed` : 'ask them what changed',
  }),
});

function usesUntil({ usage }: SignalFacts, last: Day): number {
  const first = addDays(last, 1 - WINDOW);
  return usage
    .filter(({ day }) => day >= first && day <= last)
    .reduce((sum, { uses }) => sum + uses, 0);
}
