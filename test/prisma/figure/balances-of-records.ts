import { expect } from 'vitest';
import { type Days, EVERYBODY } from '../../../crm/figure/scope.ts';
import type { ScopedFacts } from '../../../crm/store/figure-facts.ts';
import type { Store } from '../../../crm/store/store.ts';
import { scopeOf } from '../../../kpi/period.ts';

const NOW = new Date('2026-11-28T09:00:00Z');
const ZONES = ['Europe/Berlin', 'America/Los_Angeles', 'Pacific/Apia'];

/** All customers are of one country, whose facts are read from the records; those of all customers come from balances. */
export async function expectBalancesOfRecords(
  { store }: { store: Pick<Store, 'figureFacts'> },
  periods: readonly Days[],
): Promise<void> {
  for (const zone of ZONES)
    for (const days of periods) {
      const [all, records] = [EVERYBODY, { kind: 'region', value: 'DE' } as const].map((segment) =>
        store.figureFacts.of(scopeOf(days, segment, { now: NOW, zone })),
      );
      const read = async (facts: ScopedFacts | undefined) =>
        facts && Promise.all(OF_ALL.map((one) => one(facts)));
      expect(await read(all), `${zone} ${days.first} ${days.last}`).toEqual(await read(records));
    }
}

const OF_ALL: readonly ((facts: ScopedFacts) => Promise<unknown>)[] = [
  (facts) => facts.recurring(),
  (facts) => facts.cohort(),
  (facts) => facts.churn(),
  (facts) => facts.expansions(),
  (facts) => facts.engagement(),
  (facts) => facts.lifetime(),
];
