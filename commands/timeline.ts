import { z } from 'zod';
import { entryCard } from '../cards/entry-card.ts';
import { cursorData } from '../cards/entry-line.ts';
import { filterForm } from '../cards/filter-form.ts';
import { type SaidFilter, timelineCard } from '../cards/timeline-card.ts';
import { wordsFor } from '../cards/words.ts';
import { CustomerId } from '../crm/customer.ts';
import { startOf } from '../crm/days.ts';
import { type Entry, EntryKey, Kind, KINDS } from '../crm/entry.ts';
import { DepartmentId, PersonId } from '../crm/person.ts';
import { redactEntry } from '../crm/policy.ts';
import { Problem } from '../crm/problem.ts';
import type { Cursor, Store, TimelineFilter, TimelinePage, TimelineQuery } from '../crm/store.ts';
import { collapse, type TimelineLine } from '../crm/timeline.ts';
import { action, type Context, defineCommand, type Reply, submit, Words } from './command.ts';
import { timelineWords } from './timeline-words.ts';
import { whichCustomer } from './which-customer.ts';

const PAGE = 10;
/** Read ahead so that a page of runs is still a page of lines. */
const READ = 40;
const MOST_READS = 6;

const Instant = z.iso.datetime();
const State = z.object({
  customer: CustomerId,
  departments: z.array(DepartmentId).max(20).optional(),
  kinds: z.array(Kind).max(KINDS.length).optional(),
  since: Instant.optional(),
  until: Instant.optional(),
  person: PersonId.optional(),
  text: z.string().max(100).optional(),
  /** The reader's last look before this one; kept while paging, since looking moves it. */
  mark: Instant.nullish(),
  /** Shows every entry by itself. */
  flat: z.boolean().optional(),
});
type State = z.infer<typeof State>;

const Page = State.extend({
  direction: z.enum(['older', 'newer']).default('older'),
  at: Instant.optional(),
  source: z.string().optional(),
  externalId: z.string().optional(),
  above: z.number().int().min(0).default(0),
});

/** An entry, and the page it was opened from. */
const Opened = Page.extend({ entry: z.tuple([EntryKey.shape.source, EntryKey.shape.externalId]) });

/** What stands in one line because it repeats: its department, its kind, its oldest and its newest instant. */
const Run = Page.extend({ run: z.tuple([DepartmentId, Kind, Instant, Instant]) });

const Filled = z.object({
  departments: z.array(DepartmentId).default([]),
  kinds: z.array(Kind).default([]),
  since: z.iso.date().optional(),
  until: z.iso.date().optional(),
  person: z.string().max(100).optional(),
  text: z.string().max(100).optional(),
});

export const timeline = defineCommand({
  name: 'timeline',
  usage: 'timeline <customer> [since <day>] [until <day>] [only <departments or kinds>] ["words"] [@colleague]',
  summary: 'Everything every department did with a customer, newest first',
  examples: ['timeline acme', 'timeline acme since monday only support', 'timeline globex only calls, emails "renewal"'],
  aliases: ['history', 'log'],
  args: Words,
  async run({ words, quoted, people }, context) {
    const departments = (await context.store.people.departments()).map(({ id }) => id);
    const { customer: named, unread, ...read } = timelineWords(words, { departments, now: context.now, zone: context.reader.zone });
    if (unread) throw new Problem('unread-filter', wordsFor(context.reader).timeline.unread(unread, departments));
    const [customer, text] = named ? [named, quoted[0]] : quoted;
    if (!customer) throw new Problem('no-customer', wordsFor(context.reader).timeline.noCustomer);
    const which = await whichCustomer(customer, context, 'timeline.page');
    if (which.kind === 'reply') return which.reply;
    const person = people[0] ? await colleague(people[0], context) : undefined;
    return page(Page.parse({
      customer: which.id,
      ...(read.departments.length > 0 && { departments: read.departments }),
      ...(read.kinds.length > 0 && { kinds: read.kinds }),
      ...(read.since && { since: read.since.toISOString() }),
      ...(read.until && { until: read.until.toISOString() }),
      ...(person && { person }),
      ...(text && { text: text.slice(0, 100) }),
    }), context);
  },
  actions: {
    page: action(Page, page),
    filter: action(State, async (state, context) => {
      const departments = (await context.store.people.departments()).map(({ id }) => id);
      const now = await said(state, context);
      return { kind: 'form', form: filterForm({ departments, kinds: KINDS, now, data: compact({ customer: state.customer, mark: state.mark }), reader: context.reader }) };
    }),
    apply: submit({ data: State, values: Filled }, async ({ data, values }, context) => {
      const { zone } = context.reader;
      if (values.since && values.until && values.since > values.until) throw new Problem('period', wordsFor(context.reader).filter.order);
      const person = values.person ? await colleague(values.person, context) : undefined;
      return page(Page.parse(compact({
        customer: data.customer,
        mark: data.mark,
        departments: values.departments.length > 0 ? values.departments : undefined,
        kinds: values.kinds.length > 0 ? values.kinds : undefined,
        since: values.since && startOf(values.since, zone).toISOString(),
        until: values.until && startOf(nextDay(values.until), zone).toISOString(),
        person,
        text: values.text,
      })), context);
    }),
    /** Every entry of a run by itself. */
    run: action(Run, async ({ run: [department, kind, oldest, newest], ...from }, context) => {
      const until = new Date(Date.parse(newest) + 1).toISOString();
      return page({ ...State.parse(from), departments: [department], kinds: [kind], since: oldest, until, flat: true, direction: 'older', above: 0 }, context);
    }),
    open: action(Opened, async ({ entry: [source, externalId], ...from }, context) => {
      const { store, sight, reader } = context;
      const [entry, customer] = await Promise.all([store.timeline.entry(from.customer, { source, externalId }, sight), named(from.customer, context)]);
      if (!entry) throw new Problem('entry-gone', wordsFor(reader).entry.gone);
      await context.audit({ action: 'open-entry', customer: from.customer, detail: { source, entry: externalId } });
      return { kind: 'answer', view: entryCard({ customer, entry: redactEntry(entry, sight), back: compact(from), reader }) };
    }),
  },
});

async function page(state: z.infer<typeof Page>, context: Context): Promise<Reply> {
  const { store, sight, reader, person, now } = context;
  const { direction, at, source, externalId, above, ...rest } = state;
  const cursor: Cursor | null = at && source && externalId ? { at: new Date(at), source, externalId } : null;
  const mark = rest.mark === undefined ? await store.timeline.lookedAt(person.id, rest.customer) : rest.mark ? new Date(rest.mark) : null;
  const [customer, read, filter] = await Promise.all([
    named(rest.customer, context),
    pageful(store, rest, { sight, direction, cursor, mark }),
    said(rest, context),
  ]);
  const lines = linesOf(read.entries.map((entry) => redactEntry(entry, sight)), rest, mark);
  const cut = direction === 'older' ? lines.slice(0, PAGE) : lines.slice(-PAGE);
  const shown = cut.reduce((sum, item) => sum + (item.kind === 'single' ? 1 : item.count), 0);
  await Promise.all([
    context.audit({ action: 'timeline', customer: rest.customer, detail: { entries: shown } }),
    store.timeline.looked(person.id, rest.customer, now),
  ]);
  const filtered = compact({ ...rest, mark: mark?.toISOString() ?? null });
  return {
    kind: 'answer',
    view: timelineCard({
      customer, lines: cut, filter, reader, mark,
      state: filtered,
      here: cursor ? { ...filtered, direction, above, ...cursorData(cursor) } : filtered,
      shown,
      ...around(read, { direction, cursor, above, shown, all: cut.length === lines.length }),
    }),
  };
}

/** Reads on while runs leave a page short of lines. */
async function pageful(store: Store, state: State, { sight, direction, cursor, mark }: Omit<TimelineQuery, 'filter' | 'limit'> & { mark: Date | null }): Promise<TimelinePage> {
  const query = { filter: filterOf(state), sight, direction, limit: READ };
  let page = await store.timeline.page(state.customer, { ...query, cursor });
  for (let round = 1; round < MOST_READS && page.more && linesOf(page.entries, state, mark).length <= PAGE; round++) {
    const edge = direction === 'older' ? page.entries.at(-1) : page.entries[0];
    const next = await store.timeline.page(state.customer, { ...query, cursor: edge ?? null });
    page = { ...page, more: next.more, entries: direction === 'older' ? [...page.entries, ...next.entries] : [...next.entries, ...page.entries] };
  }
  return page;
}

const linesOf = (entries: readonly Entry[], { flat }: State, mark: Date | null): TimelineLine[] =>
  flat ? entries.map((entry) => ({ kind: 'single', entry })) : collapse(entries, mark);

/** What lies beyond the page on both sides: the side read says so itself, the other is where we came from. */
function around(read: TimelinePage, { direction, cursor, above, shown, all }: { direction: 'older' | 'newer'; cursor: Cursor | null; above: number; shown: number; all: boolean }) {
  const beyond = read.more || !all;
  return direction === 'older'
    ? { total: read.total, capped: read.capped, above, older: beyond, newer: cursor !== null }
    : { total: read.total, capped: read.capped, above: Math.max(0, above - shown), older: true, newer: beyond };
}

const filterOf = ({ departments, kinds, since, until, person, text }: State): TimelineFilter => ({
  departments, kinds, person, text, since: since ? new Date(since) : undefined, until: until ? new Date(until) : undefined,
});

async function said({ departments = [], kinds = [], since, until, person, text }: State, { store }: Context): Promise<SaidFilter> {
  const colleague = person ? await store.people.get(person) : null;
  return { departments, kinds, since: since ? new Date(since) : null, until: until ? new Date(until) : null, person: colleague?.name ?? null, text: text ?? null };
}

async function colleague(query: string, { store, reader }: Context): Promise<PersonId> {
  const [found] = await store.people.find(query, 1);
  if (!found) throw new Problem('unknown-colleague', wordsFor(reader).timeline.noColleague(query));
  return found.id;
}

async function named(id: CustomerId, { store, reader }: Context) {
  const name = await store.customers.name(id);
  if (name === null) throw new Problem('unknown-customer', wordsFor(reader).problem.unknownCustomer);
  return { id, name };
}

const nextDay = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** Button data carries only what is set. */
function compact<T extends Record<string, unknown>>(data: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}
