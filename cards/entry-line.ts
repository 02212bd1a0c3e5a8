import type { CustomerId } from '../crm/customer.ts';
import type { Entry } from '../crm/entry.ts';
import type { TimelineLine } from '../crm/timeline.ts';
import { capital, clock, count, money, type Reader, when } from './format.ts';
import { type EntryLine, type Line, line } from './view.ts';
import { type Words, wordsFor } from './words.ts';

const TITLE_MAX = 90;

/** One line of a timeline. `style: 'clock'` where a heading above already says the day. */
export function entryLine(item: TimelineLine, { customer, reader, style }: { customer: CustomerId; reader: Reader; style: 'when' | 'clock' }): EntryLine {
  const words = wordsFor(reader);
  const entry = item.kind === 'single' ? item.entry : item.newest;
  return {
    when: style === 'clock' ? clock(entry.at, reader) : capital(when(entry.at, reader), reader),
    department: departmentName(entry.department, words),
    what: item.kind === 'single' ? [short(entry.title), ...amount(entry, reader)] : line`${repeatOf(item, reader)}`,
    ...(item.kind === 'single' && entry.person && { who: firstName(entry.person) }),
    open: open(item, customer),
  };
}

/** A name people use where one is added by a company. */
export const departmentName = (id: string, words: Words): string => words.department[id] ?? id.charAt(0).toUpperCase() + id.slice(1);

export const firstName = (name: string): string => name.split(' ')[0] ?? name;

export const cursorData = (entry: Pick<Entry, 'at' | 'source' | 'externalId'>) => ({ at: entry.at.toISOString(), source: entry.source, externalId: entry.externalId });

function repeatOf(item: Extract<TimelineLine, { kind: 'repeat' }>, reader: Reader): string {
  const words = wordsFor(reader);
  const n = `${count(item.count, reader)}${item.openEnded ? '+' : ''}`;
  const what = words.repeat(item.newest.kind, n) ?? `${short(item.newest.title)} × ${n}`;
  return words.repeatSince(what, when(item.oldest.at, reader));
}

function open(item: TimelineLine, customer: CustomerId): NonNullable<EntryLine['open']> {
  if (item.kind === 'single') {
    return { action: 'timeline.open', data: { customer, source: item.entry.source, externalId: item.entry.externalId } };
  }
  // A run opens as the timeline of just its own kind and time.
  const { newest, oldest } = item;
  return {
    action: 'timeline.page',
    data: { customer, departments: [newest.department], kinds: [newest.kind], since: oldest.at.toISOString(), until: new Date(newest.at.getTime() + 1).toISOString(), flat: true },
  };
}

const amount = (entry: Entry, reader: Reader): Line => (entry.money ? [` · ${money(entry.money, reader)}`] : []);

const short = (title: string): string => (title.length <= TITLE_MAX ? title : `${[...title].slice(0, TITLE_MAX - 1).join('')}…`);
