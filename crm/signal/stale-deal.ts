import { DAY } from '../time/durations.ts';
import { isTouch } from '../timeline/touch.ts';
import type { FactDeal, SignalFacts } from './facts.ts';
import { defineSignal, ENTRIES, numberOf, textOf } from './rule.ts';

/** An open deal without a step, and without a touch of its owner or of Sales. */
export const staleDeal = defineSignal({
  id: 'stale-deal',
  name: 'Stale deal',
  meaning: (days) =>
    `An open deal had no step, and no contact by its owner or by Sales, for ${days} days or more.`,
  threshold: { unit: 'days', usual: 21, least: 3, most: 120 },
  kinds: ['deal-opened', 'deal-won', 'deal-lost', 'deal-reopened', 'deal-changed', ...ENTRIES],
  holds: false,
  field: 'identity',
  find(facts, days) {
    const stale = facts.deals
      .filter(({ closedAt }) => closedAt === null)
      .flatMap((deal) => {
        const last = lastStep(deal, facts);
        return last && facts.at.getTime() - last.getTime() >= days * DAY ? [{ deal, last }] : [];
      })
      .toSorted((one, other) => one.last.getTime() - other.last.getTime());
    const [oldest] = stale;
    if (!oldest) return null;
    return {
      key: `${oldest.deal.source}:${oldest.deal.id}`,
      detail: { name: oldest.deal.name, last: oldest.last.toISOString(), count: stale.length },
      causes: stale.map(({ deal, last }) => ({
        kind: 'deal',
        source: deal.source,
        id: deal.id,
        at: last,
        name: deal.name,
      })),
    };
  },
  tell({ name, last, count }, words) {
    const n = numberOf(count);
    return {
      title: `${name ? `deal “${textOf(name)}”` : 'a deal'} stands still for ${words.since(textOf(last))}`,
      more: n > 1 ? `${words.many(n, 'deal', 'deals')} without a step` : null,
      next: 'agree on the next step with them, or close the deal',
    };
  },
});

function lastStep({ ownerId, openedAt, steps }: FactDeal, { talks }: SignalFacts): Date | null {
  const touch = talks.find(
    (talk) =>
      isTouch(talk) &&
      (talk.department === 'sales' || (ownerId !== null && talk.personId === ownerId)),
  );
  const times = [openedAt, touch?.at ?? null, ...steps].flatMap((at) => (at ? [at.getTime()] : []));
  return times.length > 0 ? new Date(Math.max(...times)) : null;
}
