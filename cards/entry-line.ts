import type { Entry } from '../crm/entry.ts';
import type { TimelineLine } from '../crm/timeline.ts';
import { capital, clock, count, money, type Reader, when } from './format.ts';
import { departmentName, firstName } from './names.ts';
import { type Data, type EntryLine, type Line, line, type Press } from './view.ts';
import { wordsFor } from './words.ts';

const TITLE_MAX = 90;

interface Around {
  reader: Reader;
  /** `clock` where a heading above already says the day. */
  style: 'when' | 'clock';
  /** The page that the line stands on, as the data of `timeline.page`. */
  here: Data;
}

/** One line of a timeline. */
export function entryLine(item: TimelineLine, { reader, style, here }: Around): EntryLine {
  const words = wordsFor(reader);
  const entry = item.kind === 'single' ? item.entry : item.newest;
  return {
    when: style === 'clock' ? clock(entry.at, reader) : capital(when(entry.at, reader), reader),
    department: departmentName(entry.department, words),
    what: item.kind === 'single' ? [short(entry.title), ...amount(entry, reader)] : line`${repeatOf(item, reader)}`,
    ...(item.kind === 'single' && entry.person && { who: firstName(entry.person) }),
    open: item.kind === 'single' ? openEntry(item.entry, here) : openRun(item, here),
  };
}

export const cursorData = (entry: Pick<Entry, 'at' | 'source' | 'externalId'>) => ({ at: entry.at.toISOString(), source: entry.source, externalId: entry.externalId });

function repeatOf(item: Extract<TimelineLine, { kind: 'repeat' }>, reader: Reader): string {
  const words = wordsFor(reader);
  const n = `${count(item.count, reader)}${item.openEnded ? '+' : ''}`;
  const what = words.repeat(item.newest.kind, n) ?? `${short(item.newest.title)} × ${n}`;
  return words.repeatSince(what, when(item.oldest.at, reader));
}

const openEntry = ({ source, externalId }: Entry, here: Data): Press => ({ action: 'timeline.open', data: { ...here, entry: [source, externalId] } });

const openRun = ({ newest, oldest }: Extract<TimelineLine, { kind: 'repeat' }>, here: Data): Press => ({
  action: 'timeline.run',
  data: { ...here, run: [newest.department, newest.kind, oldest.at.toISOString(), newest.at.toISOString()] },
});

const amount = (entry: Entry, reader: Reader): Line => (entry.money ? [` · ${money(entry.money, reader)}`] : []);

const short = (title: string): string => (title.length <= TITLE_MAX ? title : `${[...title].slice(0, TITLE_MAX - 1).join('')}…`);
