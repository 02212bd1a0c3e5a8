import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { loadMapping } from '../../crm/connectors/csv/load.ts';
import { planImport } from '../../crm/connectors/csv/plan.ts';
import { runImport } from '../../crm/connectors/csv/run.ts';
import type { KpiId } from '../../crm/figure/kpi-id.ts';
import { EVERYBODY } from '../../crm/figure/scope.ts';
import * as kpis from '../../kpi/index.ts';
import type { Figure } from '../../kpi/kpi.ts';
import { scopeOf } from '../../kpi/period.ts';
import { importRunsOn } from '../../prisma/records/import-runs.ts';
import { REFERENCE } from '../missing-reference.ts';
import { customer } from '../prisma/people-of-acme.ts';
import { type FreshStore, freshStore } from '../store.ts';

const DATA = resolve('../shared/data');
const NOW = new Date('2026-11-28T09:00:00Z');
const ALL = scopeOf({ first: null, last: '2026-11-28' }, EVERYBODY, {
  now: NOW,
  zone: 'Europe/Berlin',
});

async function imported(mapping: string, folder: string): Promise<FreshStore> {
  const opened = await freshStore('server', () => NOW);
  const scratch = mkdtempSync(join(tmpdir(), 'rapport-figures-'));
  const plan = await planImport(loadMapping(mapping), join(DATA, folder));
  await runImport({
    store: importRunsOn(opened.database),
    plan,
    now: () => NOW,
    rejects: join(scratch, 'rejects.csv'),
  });
  rmSync(scratch, { recursive: true });
  return opened;
}

async function figure({ store }: FreshStore, id: KpiId, scope = ALL): Promise<Figure> {
  const kpi = Object.values(kpis).find((one) => one.id === id);
  if (!kpi) throw new Error(`${id} is not registered`);
  return kpi.measure(store.figureFacts.of(scope));
}

const variant = (found: Figure, name: string): number =>
  found.variants.find((one) => one.name === name)?.value ?? Number.NaN;

describe.skipIf(!existsSync(DATA))(`${REFERENCE} the figures of RavenStack`, () => {
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

describe.skipIf(!existsSync(DATA))(`${REFERENCE} the figures of Maven CRM`, () => {
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
    await opened.close();
  });
});

/** Rows of a file in the reference data, by their columns' names. */
const rowsOf = (file: string): Record<string, string>[] =>
  z
    .array(z.record(z.string(), z.string()))
    .parse(parse(readFileSync(join(DATA, file)), { columns: true }));

describe.skipIf(!existsSync(DATA))(`${REFERENCE} the figures of a telephone company`, () => {
  test('churn of accounts that are marked as gone, by contract, and revenue per account', async () => {
    const opened = await freshStore('server', () => NOW);
    const rows = rowsOf('telco_churn/Telco-Customer-Churn.csv');
    await opened.store.records.save(
      rows.map((row) =>
        customer(row['customerID'] ?? '', {
          source: 'telco',
          segment: row['Contract'] ?? null,
          stage: row['Churn'] === 'Yes' ? 'churned' : 'live',
        }),
      ),
    );
    await opened.store.records.save(
      rows.map((row) => ({
        kind: 'subscription',
        source: 'telco',
        externalId: row['customerID'] ?? '',
        customer: row['customerID'] ?? null,
        plan: 'phone',
        seats: null,
        monthly: { amount: Math.round(Number(row['MonthlyCharges']) * 100), currency: 'USD' },
        interval: 'month',
        trial: false,
        startedOn: '2026-01-01',
        endedOn: null,
        upgraded: false,
        downgraded: false,
      })),
    );
    const churn = await figure(opened, 'churn-rate');
    expect([churn.numerator, churn.denominator]).toEqual([1869, 7043]);
    expect(churn.value).toBeCloseTo(26.54, 2);
    expect(churn.method).toMatch(/stage says today/);
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
    await opened.close();
  });
});

describe.skipIf(!existsSync(DATA))(`${REFERENCE} the cost of acquisition`, () => {
  test('all spend by all customers who were won', async () => {
    const opened = await freshStore('server', () => NOW);
    await opened.store.records.save(
      rowsOf('dbt_attribution/ad_spend.csv').map((row, i) => ({
        kind: 'spend',
        source: 'ads',
        externalId: String(i),
        day: row['date_day'] ?? '',
        department: 'marketing',
        channel: row['utm_source'] ?? '',
        money: { amount: Number(row['spend']) * 100, currency: 'USD' },
        campaign: null,
      })),
    );
    const won = rowsOf('dbt_attribution/customer_conversions.csv');
    await opened.store.records.save(
      won.map((row) =>
        customer(row['customer_id'] ?? '', {
          source: 'ads',
          since: (row['converted_at'] ?? '').slice(0, 10),
        }),
      ),
    );
    const found = await figure(opened, 'customer-acquisition-cost');
    expect([found.numerator, found.denominator]).toEqual([35_900, 21]);
    expect((found.value ?? 0) / 100).toBeCloseTo(17.095, 3);
    expect(found.method).toMatch(/^Blended/);
    await opened.close();
  });
});
