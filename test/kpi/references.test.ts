import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { REFERENCE } from '../missing-reference.ts';
import type { FreshStore } from '../store.ts';
import {
  ALL,
  DATA,
  figure,
  hasReference,
  imported,
  mappingOfTests,
  variant,
} from './reference-store.ts';

describe.skipIf(!hasReference)(`${REFERENCE} the figures of RavenStack`, () => {
  let opened: FreshStore;
  beforeAll(async () => {
    opened = await imported('ravenstack', 'ravenstack');
  });
  afterAll(() => opened.close());

  test('average revenue per account, of open subscriptions', async () => {
    const found = await figure(opened, 'average-revenue');
    expect(found).toMatchObject({ numerator: 1_015_960_800, denominator: 500, currency: 'USD' });
    expect(Math.round((found.value ?? 0) / 100)).toBe(20_319);
  });

  test('satisfaction, of those who answered', async () => {
    const found = await figure(opened, 'customer-satisfaction');
    expect(found).toMatchObject({ sample: 1175, best: 5 });
    expect(found.value).toBeCloseTo(3.98, 2);
  });

  test('first response in minutes, around the clock beside office hours', async () => {
    const found = await figure(opened, 'first-response-time');
    expect(found.sample).toBe(2000);
    expect(variant(found, 'Median around the clock')).toBe(88);
    expect(variant(found, 'Mean around the clock')).toBeCloseTo(88.48, 2);
  });

  test('time to resolution in hours', async () => {
    const found = await figure(opened, 'time-to-resolution');
    expect(found.value).toBe(35);
    expect(variant(found, 'Mean')).toBeCloseTo(35.86, 2);
  });

  test('the three answers to churn, each by its name', async () => {
    const found = await figure(opened, 'churn-rate');
    expect([found.numerator, found.denominator, found.value]).toEqual([352, 500, 70.4]);
    expect(found.method).toMatch(/events/);
    expect(variant(found, 'Marked as gone')).toBe(22);
    expect(variant(found, 'Subscriptions')).toBeCloseTo(9.72, 2);
  });

  test('churn events, of which some are of customers who came back', async () => {
    const [rows] = await opened.database.query<{ n: number }>(
      'SELECT (count(*) FILTER (WHERE reactivation))::int AS n FROM churn',
    );
    expect(rows?.n).toBe(61);
    const [ended] = await opened.database.query(
      'SELECT sum(monthly)::float8 / 100 AS everything, (sum(monthly) FILTER (WHERE ended_on IS NOT NULL))::float8 / 100 AS ended FROM subscription',
    );
    expect(ended).toEqual({ everything: 11_338_747, ended: 1_179_139 });
  });

  test('upgrades and downgrades', async () => {
    const found = await figure(opened, 'upsell-cross-sell-rate');
    expect([variant(found, 'Upgrades'), variant(found, 'Downgrades')]).toEqual([529, 218]);
  });

  test('no figure where nobody stores its facts', async () => {
    for (const id of [
      'net-promoter-score',
      'customer-effort-score',
      'first-contact-resolution',
      'customer-acquisition-cost',
      'channel-consistency',
      'handoff-time',
    ] as const) {
      const found = await figure(opened, id);
      expect([id, found.value]).toEqual([id, null]);
      expect(found.reason).not.toBe('');
    }
  });
});

describe.skipIf(!hasReference)(`${REFERENCE} the figures of Maven CRM`, () => {
  test('a pipeline alone has no churn, no revenue and no satisfaction', async () => {
    const opened = await imported('maven-crm', 'maven_crm');
    for (const id of [
      'churn-rate',
      'average-revenue',
      'customer-satisfaction',
      'retention-rate',
    ] as const)
      expect([id, (await figure(opened, id)).value]).toEqual([id, null]);
    const cost = await figure(opened, 'customer-acquisition-cost');
    expect(cost.value).toBeNull();
    expect(variant(cost, 'Win rate of closed deals')).toBeCloseTo(63.15, 2);
    expect(variant(cost, 'Win rate of all deals')).toBeCloseTo(48.16, 2);
    expect(cost.currency).toBe('USD');
    expect(variant(cost, 'Mean won deal') / 100).toBeCloseTo(2360.91, 2);
    expect(variant(cost, 'Mean days to a won deal')).toBeCloseTo(51.78, 2);
    const deals = (await opened.store.figureFacts.of(ALL).acquisition())?.deals;
    expect(deals).toMatchObject({
      won: 4238,
      lost: 2473,
      open: 2089,
      sold: { deals: 4238, revenue: { amount: 1_000_553_400, currency: 'USD' } },
    });
    await opened.close();
  });
});

describe.skipIf(!hasReference)(`${REFERENCE} the figures of Olist`, () => {
  test('leads that were won, and reviews, which are no answers to a survey', async () => {
    const opened = await imported('olist', '.');
    const cost = await figure(opened, 'customer-acquisition-cost');
    // No lead is ever lost there, so of those that are closed all were won.
    expect(variant(cost, 'Win rate of all deals')).toBe(10.525);
    // One deal was won before its first contact: it is in the mean as it is stored.
    expect(variant(cost, 'Mean days to a won deal')).toBeCloseTo(49.1, 2);
    const rated = await figure(opened, 'customer-satisfaction');
    expect(rated.value).toBeNull();
    expect(variant(rated, 'Reviews')).toBeCloseTo(3.27, 2);
    expect(variant(rated, 'Good reviews')).toBeCloseTo(55.2, 1);
    await opened.close();
  });
});

describe.skipIf(!hasReference)(`${REFERENCE} the figures of a telephone company`, () => {
  test('churn of accounts that are marked as gone, by contract, and of their revenue', async () => {
    const opened = await imported(mappingOfTests('telco'), 'telco_churn');
    const churn = await figure(opened, 'churn-rate');
    expect([churn.numerator, churn.denominator]).toEqual([1869, 7043]);
    expect(churn.value).toBeCloseTo(26.54, 2);
    expect(churn.method).toMatch(/stage says today/);
    expect((await opened.store.figureFacts.of(ALL).churn()).marked).toEqual({
      currency: 'USD',
      monthly: 45_611_660,
      gone: 13_913_085,
    });
    expect(variant(churn, 'Revenue of those marked as gone')).toBeCloseTo(30.5, 1);
    const revenue = await figure(opened, 'average-revenue');
    expect(revenue.numerator).toBe(45_611_660);
    expect((revenue.value ?? 0) / 100).toBeCloseTo(64.76, 2);
    for (const [value, share] of [
      ['Month-to-month', 42.71],
      ['One year', 11.27],
      ['Two year', 2.83],
    ] as const)
      expect(
        (await figure(opened, 'churn-rate', { ...ALL, segment: { kind: 'segment', value } })).value,
      ).toBeCloseTo(share, 2);
    // A total that is blank is not known; it is not 0.
    const [totals] = await opened.database.query(
      'SELECT count(*) FILTER (WHERE revenue IS NULL) AS unknown, count(*) FILTER (WHERE revenue = 0) AS zero FROM customer',
    );
    expect(totals).toEqual({ unknown: 11, zero: 0 });
    await opened.close();
  });
});

/** A copy in which no row is short: visits that came directly lack their last cells, and an import takes no such row. */
function withWholeRows(folder: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'rapport-whole-'));
  for (const file of readdirSync(join(DATA, folder))) {
    const rows = readFileSync(join(DATA, folder, file), 'utf8')
      .trimEnd()
      .split(/\r?\n/);
    const width = rows[0]?.split(',').length ?? 0;
    const whole = rows.map((row) => row + ','.repeat(width - row.split(',').length));
    writeFileSync(join(copy, file), `${whole.join('\n')}\n`);
  }
  return copy;
}

describe.skipIf(!hasReference)(`${REFERENCE} the cost of acquisition`, () => {
  test('blended, and of each channel by the visits that it brought', async () => {
    const whole = withWholeRows('dbt_attribution');
    const opened = await imported(mappingOfTests('attribution'), whole);
    rmSync(whole, { recursive: true });
    const found = await figure(opened, 'customer-acquisition-cost');
    expect([found.numerator, found.denominator]).toEqual([35_900, 21]);
    expect((found.value ?? 0) / 100).toBeCloseTo(17.095, 3);
    expect(found.method).toMatch(/^Blended/);
    const { channels = [], deals } = (await opened.store.figureFacts.of(ALL).acquisition()) ?? {};
    expect(channels.map(({ channel, spend }) => [channel, spend.amount])).toEqual([
      ['facebook_ads', 31_200],
      ['adwords', 4700],
    ]);
    expect(channels[0]?.customers).toBeCloseTo(5.3929, 4);
    expect(channels[1]?.customers).toBeCloseTo(1.369, 4);
    expect(variant(found, 'facebook_ads') / 100).toBeCloseTo(57.854, 3);
    expect(variant(found, 'adwords') / 100).toBeCloseTo(34.33, 3);
    expect(deals?.sold?.revenue).toEqual({ amount: 27_500, currency: 'USD' });
    await opened.close();
  });
});
