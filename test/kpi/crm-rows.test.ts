import { describe, expect, test } from 'vitest';
import type { KpiId } from '../../crm/figure/kpi-id.ts';
import { REFERENCE } from '../missing-reference.ts';
import type { FreshStore } from '../store.ts';
import { figure, hasReference, imported, mappingOfTests, variant } from './reference-store.ts';

/** Neither 0 nor 100 %, and each says why. */
async function expectNoFigure(opened: FreshStore, ids: readonly KpiId[]): Promise<void> {
  for (const id of ids) {
    const found = await figure(opened, id);
    expect([id, found.value]).toEqual([id, null]);
    expect(found.reason).not.toBe('');
  }
}

describe.skipIf(!hasReference)(`${REFERENCE} rows of CRM and help desk`, () => {
  test('HubSpot: times of tickets, and nothing of deals whose stage nobody knows', async () => {
    const opened = await imported(mappingOfTests('hubspot'), 'crm_rows/hubspot');
    const first = await figure(opened, 'first-response-time');
    expect(first.completeness).toMatchObject({ part: 4, whole: 25 });
    expect(variant(first, 'Median around the clock')).toBeCloseTo(165.842, 3);
    expect(variant(first, 'Mean around the clock')).toBeCloseTo(473.917, 3);
    expect(variant(first, '90th percentile around the clock')).toBeCloseTo(1155.538, 2);
    // 21 take no time; one was closed before it was created, which is not known and no negative time.
    const solution = await figure(opened, 'time-to-resolution');
    expect(solution.completeness).toMatchObject({ part: 22, whole: 23 });
    expect(solution.value).toBe(0);
    expect(variant(solution, 'Mean')).toBeCloseTo(2_319_840 / 60 / 22, 6);
    await expectNoFigure(opened, [
      'first-contact-resolution',
      'customer-satisfaction',
      'net-promoter-score',
      'churn-rate',
      'retention-rate',
      'average-revenue',
      'engagement-rate',
      'upsell-cross-sell-rate',
      'channel-consistency',
      'customer-lifetime-value',
      'interaction-coverage',
      'customer-acquisition-cost',
    ]);
    const [rows] = await opened.database.query(
      'SELECT (SELECT count(*) FROM customer) AS customers, (SELECT count(*) FROM deal) AS deals, (SELECT count(*) FROM ticket) AS tickets, (SELECT count(*) FROM entry) AS entries',
    );
    expect(rows).toEqual({ customers: 24, deals: 44, tickets: 25, entries: 0 });
    // 44 deals, none of them closed: no rate, rather than one of 0 %.
    expect((await figure(opened, 'customer-acquisition-cost')).variants).toEqual([]);
    await opened.close();
  });

  test('Zendesk: no answer belongs to a ticket, so nothing is said of answers', async () => {
    const opened = await imported(mappingOfTests('zendesk'), 'crm_rows/zendesk');
    await expectNoFigure(opened, [
      'first-response-time',
      'first-contact-resolution',
      'customer-satisfaction',
      'channel-consistency',
      'interaction-coverage',
    ]);
    const first = await figure(opened, 'first-response-time');
    expect(first.completeness).toMatchObject({ part: 0, whole: 8 });
    const contact = await figure(opened, 'first-contact-resolution');
    expect(contact.variants).toEqual([]);
    // Of eight solved ones the history of one says when, counted from its creation.
    const solution = await figure(opened, 'time-to-resolution');
    expect(solution.completeness).toMatchObject({ part: 1, whole: 8 });
    expect((solution.value ?? 0) * 60).toBeCloseTo(111_894.85, 2);
    await opened.close();
  });

  test('Salesforce: all opportunities are deleted, so none is won and there is no rate', async () => {
    const opened = await imported(mappingOfTests('salesforce'), 'crm_rows/salesforce');
    await expectNoFigure(opened, [
      'customer-acquisition-cost',
      'interaction-coverage',
      'churn-rate',
      'customer-lifetime-value',
    ]);
    expect((await figure(opened, 'customer-acquisition-cost')).variants).toEqual([]);
    const [rows] = await opened.database.query(
      'SELECT (SELECT count(*) FROM customer) AS customers, (SELECT count(*) FROM deal) AS deals',
    );
    expect(rows).toEqual({ customers: 1, deals: 0 });
    await opened.close();
  });
});
