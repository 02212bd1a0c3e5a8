import type { CustomerId } from '../../crm/customer/customer.ts';
import { CustomerId as Id } from '../../crm/customer/customer.ts';
import { PersonId } from '../../crm/person/person.ts';
import { accessOf } from '../../crm/policy/policy.ts';
import type { Store } from '../../crm/store/store.ts';
import { openStore } from '../../prisma/store.ts';
import { now } from '../clock.ts';
import type { Bench } from './bench.ts';
import { BIG, customerId, dataset, type Size } from './dataset.ts';
import { randomFrom } from './names.ts';
import { ms, type Row, short, times } from './report.ts';
import { byTurns, median, timed } from './statistics.ts';

const PAGE = 20;
const LAST = 500;
const ROUNDS = 9;
const EACH = 100;

/** The cost of a timeline page as the history grows, and as one reads back in it. */
export async function growth({ server, size }: Bench): Promise<Row[]> {
  const running = await server();
  const sizes = sizesUpTo(size);
  const opened = [];
  for (const one of sizes)
    opened.push({ size: one, ...(await openStore({ url: await dataset(running, one) }, { now })) });
  try {
    const readers = [];
    for (const {
      store,
      size: { customers },
    } of opened)
      readers.push({
        ordinary: ordinaryPages(store, customers),
        first: () => pages(store, null),
        late: await latePages(store),
      });
    const kinds = ['ordinary', 'first', 'late'] as const;
    const measures = readers.flatMap((reader) =>
      kinds.map((kind) => async () => (await timed(reader[kind])) / EACH),
    );
    await byTurns(1, measures);
    const measured = (await byTurns(ROUNDS, measures)).map(median);
    const at = (index: number, kind: (typeof kinds)[number]): number =>
      measured[index * kinds.length + kinds.indexOf(kind)] ?? Number.NaN;
    const top = sizes.length - 1;
    const rows = sizes
      .slice(1)
      .flatMap((_, i) => [
        grown(
          'a page of an ordinary customer',
          at(i + 1, 'ordinary'),
          at(0, 'ordinary'),
          sizes,
          i + 1,
        ),
        grown('a page of the biggest customer', at(i + 1, 'first'), at(0, 'first'), sizes, i + 1),
      ]);
    const late = at(top, 'late') / at(top, 'first');
    return [
      ...rows,
      {
        what: `page ${LAST} of the biggest customer, ${short(sizes[top]?.entries ?? 0)} entries`,
        ours: ms(at(top, 'late')),
        baseline: `${ms(at(top, 'first'))} page 1`,
        result: times(late),
        budget: '≤ 1.1 ×',
        met: late <= 1.1,
      },
    ];
  } finally {
    for (const { store } of opened) await store.close();
  }
}

export function sizesUpTo({ entries }: Size): Size[] {
  return [100_000, 1_000_000, 10_000_000, entries]
    .filter((one, i, all) => one <= entries && all.indexOf(one) === i)
    .map((one) => ({ entries: one, customers: one / 10 }));
}

function grown(what: string, ours: number, base: number, sizes: readonly Size[], at: number): Row {
  const ratio = ours / base;
  return {
    what: `${what}, ${short(sizes[at]?.entries ?? 0)} entries`,
    ours: ms(ours),
    baseline: `${ms(base)} at ${short(sizes[0]?.entries ?? 0)}`,
    result: times(ratio),
    budget: '≤ 1.5 ×',
    met: ratio <= 1.5,
  };
}

const reader = accessOf({
  id: PersonId.parse('p1'),
  name: 'Person',
  email: 'person-1@bench.example',
  title: null,
  department: 'sales',
  role: 'member',
  zone: 'UTC',
  locale: 'en-GB',
  active: true,
});

type Cursor = { at: Date; source: string; externalId: string };

async function page(store: Store, customer: CustomerId, cursor: Cursor | null) {
  return store.timeline.page(customer, {
    filter: {},
    access: reader,
    direction: 'older',
    cursor,
    limit: PAGE,
  });
}

async function pages(store: Store, cursor: Cursor | null): Promise<void> {
  for (let i = 0; i < EACH; i += 1) await page(store, Id.parse(BIG), cursor);
}

/** Customers from all over the table, the same ones again and again: those that somebody works with these days. */
function ordinaryPages(store: Store, customers: number): () => Promise<void> {
  const random = randomFrom(5);
  const some = Array.from({ length: EACH }, () =>
    Id.parse(customerId(3 + Math.floor(random() * (customers - 3)))),
  );
  return async () => {
    for (const customer of some) await page(store, customer, null);
  };
}

async function latePages(store: Store): Promise<() => Promise<void>> {
  let cursor: Cursor | null = null;
  for (let i = 1; i < LAST; i += 1) {
    const { entries, more } = await page(store, Id.parse(BIG), cursor);
    cursor = entries.at(-1) ?? null;
    if (!more) throw new Error(`The biggest customer has only ${i} pages`);
  }
  return () => pages(store, cursor);
}
