import type { z } from 'zod';
import { stringsFor } from '../../cards/strings.ts';
import type { Page, State } from '../../cards/timeline/actions.ts';
import { type FilterText, timelineCard } from '../../cards/timeline/card.ts';
import { cursorData } from '../../cards/timeline/entry-line.ts';
import type { CustomerId } from '../../crm/customer/customer.ts';
import { redactEntry } from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import type { Store } from '../../crm/store/store.ts';
import type {
  Cursor,
  TimelineFilter,
  TimelinePage,
  TimelineQuery,
} from '../../crm/store/timeline.ts';
import type { Entry } from '../../crm/timeline/entry.ts';
import { collapse, countOf, openEnd, type TimelineLine } from '../../crm/timeline/rules.ts';
import type { Context, Reply } from '../command.ts';

const PAGE = 10;
/** Read ahead so that a page of runs is still a page of lines. */
const READ = 40;
/**
 * Each read is twice as long as the one before, so that together they see every run that the count sees: 1,000 entries.
 * A longer run is shown as one that goes on, and the next page goes on with it.
 */
const MOST_READS = 6;

/** Since when entries are new to this person: kept while paging, since looking moves it. */
async function markOf(
  { mark, customer }: Pick<State, 'mark' | 'customer'>,
  { store, person }: Context,
): Promise<Date | null> {
  if (mark === undefined) return store.timeline.lookedAt(person.id, customer);
  return mark ? new Date(mark) : null;
}

/** A page of the timeline, as far as this person's sight reaches. */
export async function page(state: z.infer<typeof Page>, context: Context): Promise<Reply> {
  const { store, access, reader, person, now } = context;
  const { direction, at, source, externalId, above, of, from: _, ...rest } = state;
  const cursor: Cursor | null =
    at && source && externalId ? { at: new Date(at), source, externalId } : null;
  const mark = await markOf(rest, context);
  const [customer, read, filter] = await Promise.all([
    customerWithName(rest.customer, context),
    pageful(store, rest, { access, direction, cursor, mark }),
    filterSummary(rest, context),
  ]);
  const collapsed = linesOf(
    read.entries.map((entry) => redactEntry(entry, access)),
    rest,
    mark,
  );
  const lines = read.more ? openEnd(collapsed, direction) : collapsed;
  const cut = direction === 'older' ? lines.slice(0, PAGE) : lines.slice(-PAGE);
  const entries = cut.reduce((sum, item) => sum + countOf(item), 0);
  await Promise.all([
    context.audit({ action: 'timeline', customer: rest.customer, detail: { entries } }),
    store.timeline.looked(person.id, rest.customer, now),
  ]);
  const filtered = compact({ ...rest, mark: mark?.toISOString() ?? null });
  return {
    kind: 'answer',
    view: timelineCard({
      customer,
      lines: cut,
      filter,
      reader,
      mark,
      state: filtered,
      here: cursor
        ? compact({ ...filtered, direction, above, of, ...cursorData(cursor) })
        : filtered,
      me: person.id,
      before: cursor && direction === 'older' ? cursor.at : null,
      ...around(read, {
        direction,
        cursor,
        above: above + arrived(read, of),
        shown: cut.length,
        all: cut.length === lines.length,
      }),
    }),
  };
}

/** Reads on while runs leave a page short of lines. */
async function pageful(
  store: Store,
  state: State,
  {
    access,
    direction,
    cursor,
    mark,
  }: Omit<TimelineQuery, 'filter' | 'limit'> & { mark: Date | null },
): Promise<TimelinePage> {
  const query = {
    filter: filterOf(state),
    access,
    direction,
    limit: READ,
    collapsed: state.flat ? undefined : { mark },
  };
  let page = await store.timeline.page(state.customer, { ...query, cursor });
  for (
    let round = 1;
    round < MOST_READS && page.more && linesOf(page.entries, state, mark).length <= PAGE;
    round++
  ) {
    const edge = direction === 'older' ? page.entries.at(-1) : page.entries[0];
    const limit = READ * 2 ** (round - 1);
    const next = await store.timeline.page(state.customer, {
      ...query,
      limit,
      cursor: edge ?? null,
    });
    page = {
      ...page,
      more: next.more,
      entries:
        direction === 'older'
          ? [...page.entries, ...next.entries]
          : [...next.entries, ...page.entries],
    };
  }
  return page;
}

const linesOf = (entries: readonly Entry[], { flat }: State, mark: Date | null): TimelineLine[] =>
  flat ? entries.map((entry) => ({ kind: 'single', entry })) : collapse(entries, mark);

/** Counts the lines beyond the page on both sides: the read tells one side, the page that we came from the other. */
function around(
  read: TimelinePage,
  {
    direction,
    cursor,
    above,
    shown,
    all,
  }: {
    direction: 'older' | 'newer';
    cursor: Cursor | null;
    above: number;
    shown: number;
    all: boolean;
  },
) {
  const beyond = read.more || !all;
  return direction === 'older'
    ? { total: read.total, capped: read.capped, above, older: beyond, newer: cursor !== null }
    : {
        total: read.total,
        capped: read.capped,
        above: beyond ? Math.max(0, above - shown) : 0,
        older: true,
        newer: beyond,
      };
}

/** Counts the lines that came since the button was made: they came on top and pushed this page down. */
const arrived = ({ total, capped }: TimelinePage, of = total): number =>
  capped ? 0 : Math.max(0, total - of);

const filterOf = ({ departments, kinds, since, until, person, text }: State): TimelineFilter => ({
  departments,
  kinds,
  person,
  text,
  since: since ? new Date(since) : undefined,
  until: until ? new Date(until) : undefined,
});

/** Describes the filter for people. */
export async function filterSummary(
  { departments = [], kinds = [], since, until, person, text }: Omit<State, 'customer'>,
  { store }: Context,
): Promise<FilterText> {
  const colleague = person ? await store.people.get(person) : null;
  return {
    departments,
    kinds,
    since: since ? new Date(since) : null,
    until: until ? new Date(until) : null,
    person: colleague?.name ?? null,
    text: text ?? null,
  };
}

export async function customerWithName(id: CustomerId, { store, reader }: Context) {
  const name = await store.customers.name(id);
  if (name === null)
    throw new Problem('unknown-customer', stringsFor(reader).problem.unknownCustomer);
  return { id, name };
}

/** Button data carries only what is set. */
export function compact<T extends Record<string, unknown>>(
  data: T,
): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
