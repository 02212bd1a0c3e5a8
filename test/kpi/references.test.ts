import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
    await opened.close();
  });
});
