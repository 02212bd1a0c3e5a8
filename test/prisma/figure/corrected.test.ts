import { expect, test } from 'vitest';
import type { SourceRecord } from '../../../crm/customer/records.ts';
import type { Segment } from '../../../crm/figure/scope.ts';
import * as kpis from '../../../kpi/index.ts';
import { scopeOf } from '../../../kpi/period.ts';
import { randomFrom } from '../../bench/names.ts';
import { type FreshStore, freshStore } from '../../store.ts';
import { expectBalancesOfRecords } from './balances-of-records.ts';

const NOW = new Date('2026-11-28T09:00:00Z');
const CUSTOMERS = 6;
const IDS = 12;
const SAVES = 60;
const SCOPES = [
  { first: '2026-07-01', last: '2026-09-30' },
  { first: null, last: '2026-11-28' },
];
const SEGMENTS: readonly Segment[] = [
  { kind: 'all', value: '' },
  { kind: 'segment', value: 'Enterprise' },
];

/** Facts of all kinds that a figure is made of, by ids that come again with other values. */
function randomFacts(seed: number) {
  const random = randomFrom(seed);
  const upTo = (most: number): number => Math.floor(random() * most);
  const one = <T>(of: readonly T[]): T => of[upTo(of.length)]!;
  const at = (): Date => new Date(Date.UTC(2026, 0, 1 + upTo(330), upTo(24), upTo(60)));
  const day = (): string => at().toISOString().slice(0, 10);
  const money = () => ({ amount: 100 * upTo(900), currency: one(['EUR', 'EUR', 'USD']) });
  const customer = (): string => `c${upTo(CUSTOMERS)}`;
  const span = (): [Date, Date] => {
    const [from = NOW, to = NOW] = [at(), at()].sort((a, b) => a.getTime() - b.getTime());
    return [from, to];
  };
  const kinds: readonly ((externalId: string) => SourceRecord)[] = [
    (externalId) => ({
      ...known(externalId),
      kind: 'survey-answer',
      customer: customer(),
      survey: one(['csat', 'nps', 'ces']),
      score: upTo(6),
      best: one([5, 10]),
      comment: null,
      at: at(),
      ticket: one([null, `f${upTo(IDS)}`]),
    }),
    (externalId) => {
      const [openedAt, solvedAt] = span();
      // A ticket that is solved and then open was reopened: that happened, whatever its row says later.
      const isSolved = externalId.length % 2 === 0;
      return {
        ...known(externalId),
        kind: 'ticket',
        customer: customer(),
        subject: 'Export fails',
        status: isSolved ? 'solved' : 'open',
        priority: 'normal',
        owner: null,
        openedAt,
        firstResponseAt: one([null, solvedAt]),
        solvedAt: isSolved ? solvedAt : null,
        escalated: false,
        satisfaction: null,
      };
    },
    (externalId) => {
      const [from, to] = span().map((date) => date.toISOString().slice(0, 10));
      return {
        ...known(externalId),
        kind: 'subscription',
        customer: customer(),
        plan: one(['basic', 'pro']),
        seats: upTo(50),
        monthly: money(),
        interval: 'month',
        trial: random() < 0.1,
        startedOn: from ?? '',
        endedOn: one([null, to ?? null]),
        upgraded: random() < 0.3,
        downgraded: false,
      };
    },
    (externalId) => ({
      ...known(externalId),
      kind: 'churn',
      customer: customer(),
      at: at(),
      reason: null,
      feedback: null,
      refund: null,
      reactivation: false,
    }),
    (externalId) => ({
      ...known(externalId),
      kind: 'usage-day',
      customer: customer(),
      day: day(),
      feature: 'reports',
      uses: upTo(4),
      seconds: null,
      errors: null,
    }),
    (externalId) => ({
      ...known(externalId),
      kind: 'spend',
      day: day(),
      department: 'marketing',
      channel: 'search',
      money: money(),
      campaign: null,
    }),
    (externalId) => ({
      ...known(externalId),
      kind: 'deal',
      customer: customer(),
      name: 'Seats',
      status: one(['open', 'won', 'lost']),
      stage: null,
      money: money(),
      owner: null,
      origin: null,
      product: null,
      openedAt: null,
      closedAt: at(),
    }),
    (externalId) => ({
      ...known(externalId),
      kind: 'entry',
      customer: customer(),
      at: at(),
      department: one(['sales', 'support', 'success']),
      channel: one(['call', 'email', 'web']),
      direction: one(['inbound', 'outbound']),
      entryKind: one(['call', 'email', 'order', 'ticket']),
      title: 'Something',
      body: null,
      person: null,
      contact: null,
      money: money(),
      link: null,
      visibility: 'everyone',
      record: one([null, { kind: 'ticket' as const, id: `f${upTo(IDS)}` }]),
    }),
  ];
  return {
    upTo,
    fact: (): SourceRecord => one(kinds)(`f${upTo(IDS)}`),
  };
}
const known = (externalId: string) => ({ source: 'shop', externalId });

const OWNERS: readonly SourceRecord[] = Array.from({ length: CUSTOMERS }, (_, i) => ({
  ...known(`c${i}`),
  kind: 'customer',
  name: `Customer Number ${i}`,
  segment: i % 2 ? 'Enterprise' : 'Small',
  industry: null,
  city: null,
  country: 'DE',
  stage: i === 0 ? 'churned' : 'live',
  owner: null,
  revenue: null,
  renewsOn: null,
  health: null,
  since: '2026-01-01',
  domains: [],
  url: null,
  references: [],
}));

/** Every figure of every scope; the days that a source last told us something are no facts. */
async function measured({ store }: FreshStore) {
  const figures = SCOPES.flatMap((days) =>
    SEGMENTS.flatMap((segment) =>
      Object.values(kpis).map(async (kpi) => {
        const scope = scopeOf(days, segment, { now: NOW, zone: 'Europe/Berlin' });
        return [
          `${kpi.id} ${days.first}–${days.last} ${segment.value}`,
          await kpi.measure(store.figureFacts.of(scope)),
        ] as const;
      }),
    ),
  );
  return Object.fromEntries(await Promise.all(figures));
}

test.each([1, 2])(
  'facts that come late, are corrected or removed: figures are those of the facts that are left (%i)',
  async (seed) => {
    const corrected = await freshStore('server', () => NOW);
    const rebuilt = await freshStore('server', () => NOW);
    const { fact, upTo } = randomFacts(seed);
    const left = new Map<string, SourceRecord>();
    await corrected.store.records.save(OWNERS);
    for (let save = 0; save < SAVES; save += 1) {
      const batch = new Map(
        Array.from({ length: 1 + upTo(8) }, fact).map((one) => [keyOf(one), one]),
      );
      await corrected.store.records.save([...batch.values()]);
      for (const [key, one] of batch) left.set(key, one);
      const [gone] = upTo(3) === 0 ? [...left].toSpliced(0, upTo(left.size)) : [];
      if (gone) {
        await remove(gone[1], corrected);
        left.delete(gone[0]);
      }
    }
    await expectBalancesOfRecords(corrected, SCOPES);
    await rebuilt.store.records.save([...OWNERS, ...left.values()]);
    const expected = await measured(rebuilt);
    expect(await measured(corrected)).toEqual(expected);
    const known = Object.values(expected).filter(({ value }) => value !== null);
    expect(known.length).toBeGreaterThan(25);
    await corrected.close();
    await rebuilt.close();
  },
);

const keyOf = (fact: SourceRecord): string =>
  'externalId' in fact ? `${fact.kind} ${fact.externalId}` : fact.kind;

/** As a source does that deletes a row. */
async function remove(fact: SourceRecord, { database }: FreshStore): Promise<void> {
  if (!('externalId' in fact)) return;
  const table = fact.kind.replace('-', '_');
  await database.query(`DELETE FROM ${table} WHERE source = $1 AND external_id = $2`, [
    fact.source,
    fact.externalId,
  ]);
}
