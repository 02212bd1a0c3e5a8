import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { CustomerId } from '../../../crm/customer/customer.ts';
import type { EntryRecord } from '../../../crm/customer/records.ts';
import { fold } from '../../../crm/matching/names.ts';
import type { PersonId } from '../../../crm/person/person.ts';
import { type Access, ALL_FIELDS, NO_ACCESS, seesEntry } from '../../../crm/policy/policy.ts';
import type { Cursor, TimelineFilter } from '../../../crm/store/timeline.ts';
import type { Entry } from '../../../crm/timeline/entry.ts';
import { VISIBILITIES } from '../../../crm/timeline/entry.ts';
import { entriesOf, NEWEST_FIRST, OLDEST_FIRST } from '../../../prisma/timeline/entries.ts';
import { BACK_ENDS, type FreshStore, freshStore } from '../../store.ts';
import {
  at,
  contact,
  customer,
  departments,
  EVERYTHING,
  employee,
  entry,
  idOf,
} from '../people-of-acme.ts';

// Few distinct values, so that entries collide in time, source and department, as real ones do.
const anEntry = fc.record({
  minute: fc.integer({ min: 0, max: 12 }),
  source: fc.constantFrom('crm', 'desk'),
  department: fc.constantFrom('sales', 'support', 'finance'),
  kind: fc.constantFrom('email' as const, 'call' as const, 'ticket' as const),
  person: fc.constantFrom('Ana', 'Ben', null),
  visibility: fc.constantFrom(...VISIBILITIES),
  title: fc.constantFrom('Export fails', 'ÉXPORT again', 'Straße', 'Invoice', 'Smørrebrød', '%_\\'),
  body: fc.constantFrom('the EXPORT', null, 'Łódź'),
  isShared: fc.boolean(),
});
const aSight = fc.oneof(
  fc.record<Access>({
    fields: fc.constant(ALL_FIELDS),
    departments: fc.subarray(['sales', 'support', 'finance']),
    managers: fc.boolean(),
    self: fc.constantFrom('Ana' as PersonId, null),
  }),
  fc.constant(NO_ACCESS),
);
const aFilter = fc.record<TimelineFilter>({
  departments: fc.option(fc.subarray(['sales', 'support']), { nil: undefined }),
  kinds: fc.option(fc.subarray(['email' as const, 'ticket' as const], { minLength: 1 }), {
    nil: undefined,
  }),
  since: fc.option(fc.constant(at('2026-11-01T10:03')), { nil: undefined }),
  until: fc.option(fc.constant(at('2026-11-01T10:09')), { nil: undefined }),
  person: fc.option(fc.constant('Ben' as PersonId), { nil: undefined }),
  text: fc.option(fc.constantFrom('export', 'Éxp', 'strasse', 'smorre', 'lodz', '%', '_\\'), {
    nil: undefined,
  }),
});

describe.each(BACK_ENDS)('the timeline, %s', (backEnd) => {
  let opened: FreshStore;
  let people: Map<string, PersonId>;
  let runs = 0;

  beforeAll(async () => {
    opened = await freshStore(backEnd);
    await opened.store.records.save([
      ...departments,
      ...['Ana', 'Ben'].flatMap((name) => [employee(name), { ...employee(name), source: 'desk' }]),
      customer('host', { references: [{ source: 'desk', externalId: 'host', url: null }] }),
    ]);
    people = new Map((await opened.store.people.all()).map(({ name, id }) => [name, id]));
  });
  afterAll(() => opened.close());

  /** A customer with these entries, and nothing in common with any other. */
  async function customerWith(
    made: readonly (Partial<EntryRecord> & { isShared?: boolean })[],
  ): Promise<CustomerId> {
    runs += 1;
    const name = `Customer ${runs}`;
    const own = `c${runs}`;
    await opened.store.records.save([
      customer(own, {
        name,
        references: ['desk', 'crm'].flatMap((source) =>
          [own, `${own}b`].map((externalId) => ({ source, externalId, url: null })),
        ),
      }),
      ...made.map(({ isShared, ...one }, i) =>
        // The host's own, and this customer's too, by one name of it or by both.
        isShared
          ? entry(`${own}-e${i}`, 'host', { ...one, otherCustomers: [own, `${own}b`] })
          : entry(`${own}-e${i}`, own, one),
      ),
    ]);
    return idOf(opened.store, name);
  }

  const resolved = (access: Access): Access => ({
    ...access,
    self: access.self && (people.get(access.self) ?? null),
  });

  async function pages(
    id: CustomerId,
    query: {
      filter: TimelineFilter;
      access: Access;
      limit: number;
      direction?: 'older' | 'newer';
      cursor?: Cursor | null;
    },
    between: () => Promise<void> = async () => {},
  ) {
    const { direction = 'older' } = query;
    const read: Entry[] = [];
    let { cursor = null } = query;
    for (;;) {
      const page = await opened.store.timeline.page(id, { ...query, direction, cursor });
      if (direction === 'older') read.push(...page.entries);
      else read.unshift(...page.entries);
      if (page.more) expect(page.entries).toHaveLength(query.limit);
      if (!page.more) return { read, total: page.total };
      cursor = (direction === 'older' ? page.entries.at(-1) : page.entries[0]) ?? null;
      await between();
    }
  }

  const keys = (entries: readonly Entry[]): string[] =>
    entries.map(({ source, externalId }) => `${source}/${externalId}`);
  const descending = (a: string, b: string): number => Number(a < b) - Number(a > b);
  const byPlace = (a: Entry, b: Entry): number =>
    b.at.getTime() - a.at.getTime() ||
    descending(a.source, b.source) ||
    descending(a.externalId, b.externalId);

  test('its pages are all the entries that one may see and asked for, in order, none twice, while others arrive; and back again', {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anEntry, { maxLength: 25 }),
        aSight,
        aFilter,
        fc.integer({ min: 1, max: 7 }),
        async (made, seen, chosen, limit) => {
          const id = await customerWith(
            made.map(({ minute, kind, ...one }) => ({
              ...one,
              entryKind: kind,
              at: new Date(at('2026-11-01T10:00').getTime() + minute * 60_000),
            })),
          );
          const filter = { ...chosen, person: chosen.person && people.get(chosen.person) };
          const access = resolved(seen);
          const { read: everything } = await pages(id, {
            filter: {},
            access: EVERYTHING,
            limit: 100,
          });
          expect(everything).toHaveLength(made.length);
          const expected = everything
            .filter((one) => seesEntry(access, one) && matches(filter, one))
            .sort(byPlace);

          let arrived = 0;
          const own = `c${runs}`;
          const { read, total } = await pages(id, { filter, access, limit }, async () => {
            arrived += 1;
            await opened.store.records.save([
              entry(`${own}-new${arrived}`, own, { at: at('2026-11-02T10:00'), title: 'export' }),
            ]);
          });
          expect(keys(read)).toEqual(keys(expected));
          expect(total).toBeGreaterThanOrEqual(expected.length);

          const oldest = expected.at(-1);
          const { read: upwards } = await pages(id, {
            filter: { ...filter, until: filter.until ?? at('2026-11-02T00:00') },
            access,
            limit,
            direction: 'newer',
            cursor: oldest ?? null,
          });
          expect(keys(upwards)).toEqual(keys(oldest ? expected.slice(0, -1) : []));
        },
      ),
      { numRuns: 40 },
    );
  });

  function matches(filter: TimelineFilter, one: Entry): boolean {
    return (
      (!filter.departments || filter.departments.includes(one.department)) &&
      (!filter.kinds || filter.kinds.includes(one.kind)) &&
      (!filter.since || one.at >= filter.since) &&
      (!filter.until || one.at < filter.until) &&
      (!filter.person || one.personId === filter.person) &&
      (!filter.text ||
        [one.title, one.body ?? ''].some((words) => fold(words).includes(fold(filter.text ?? ''))))
    );
  }

  test('a page reads as many entries as it shows, also of those that others share with the customer', async () => {
    const shared = Array.from({ length: 1500 }, (_, minute) => ({
      isShared: true,
      at: new Date(at('2026-11-01T10:00').getTime() + minute * 60_000),
    }));
    const id = await customerWith([...shared, { at: at('2026-11-01T10:30') }]);
    const { database } = opened;
    await database.query('ANALYZE entry, association, reference');
    for (const { where, order } of [
      { where: 'true', order: NEWEST_FIRST },
      {
        where: `(e.at, e.source, e.external_id) < ('2026-11-01T20:00Z', 'crm', 'x')`,
        order: NEWEST_FIRST,
      },
      { where: `e.at >= '2026-11-01T20:00Z'`, order: OLDEST_FIRST },
    ]) {
      const page = entriesOf(`'${id}'::text`, { where, order, limit: 21 });
      const [plan] = await database.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${page}`);
      const read = scansOf(plan);
      expect(read.map(({ table }) => table)).toEqual(
        expect.arrayContaining(['entry', 'association']),
      );
      // By two names in each of two sources.
      expect(Math.max(...read.map(({ rows }) => rows))).toBeLessThanOrEqual(21 * 4);
    }
  });

  test('the count stops at a thousand and says so', async () => {
    const id = await customerWith(Array.from({ length: 1010 }, () => ({})));
    const page = await opened.store.timeline.page(id, {
      filter: {},
      access: EVERYTHING,
      direction: 'older',
      cursor: null,
      limit: 5,
    });
    expect(page).toMatchObject({ total: 1000, capped: true, more: true });
  });

  test('an entry opens with the names of its colleague and contact; not for another customer, nor out of sight', async () => {
    const id = await customerWith([
      {
        person: 'Ana',
        contact: 'kim',
        visibility: 'managers',
        money: { amount: 123, currency: 'EUR' },
      },
      {},
    ]);
    const other = await customerWith([]);
    const key = { source: 'crm', externalId: `c${runs - 1}-e0` };
    await opened.store.records.save([contact('kim', `c${runs - 1}`, { name: 'Kim' })]);
    expect(await opened.store.timeline.entry(id, key, EVERYTHING)).toMatchObject({
      person: 'Ana',
      contact: 'Kim',
      customerId: id,
      money: { amount: 123, currency: 'EUR' },
    });
    expect(await opened.store.timeline.entry(other, key, EVERYTHING)).toBeNull();
    expect(
      await opened.store.timeline.entry(id, key, { ...EVERYTHING, managers: false, self: null }),
    ).toBeNull();
    expect(
      await opened.store.timeline.entry(id, key, {
        ...EVERYTHING,
        managers: false,
        self: people.get('Ana') ?? null,
      }),
    ).not.toBeNull();
    expect(await opened.store.timeline.entry(id, key, NO_ACCESS)).toBeNull();
    expect(
      await opened.store.timeline.entry(id, { source: 'crm', externalId: 'none' }, EVERYTHING),
    ).toBeNull();
  });
});

const PlanNode = z.looseObject({
  'Relation Name': z.string().optional(),
  'Actual Rows': z.number(),
  'Actual Loops': z.number(),
  'Rows Removed by Filter': z.number().optional(),
  get Plans() {
    return z.array(PlanNode).optional();
  },
});

/** Each table that a plan reads, with how many of its rows. */
function scansOf(explained: unknown): { table: string; rows: number }[] {
  const [{ Plan }] = z
    .object({ 'QUERY PLAN': z.tuple([z.object({ Plan: PlanNode })]) })
    .parse(explained)['QUERY PLAN'];
  const visit = (node: z.infer<typeof PlanNode>): { table: string; rows: number }[] => {
    const table = node['Relation Name'];
    const rows =
      (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
    return [...(table ? [{ table, rows }] : []), ...(node.Plans ?? []).flatMap(visit)];
  };
  return visit(Plan);
}
