import { unreachable } from '../../crm/problem.ts';
import { clip } from '../../crm/text/cut.ts';
import type { Entry } from '../../crm/timeline/entry.ts';
import type { TimelineLine } from '../../crm/timeline/rules.ts';
import { stringsFor } from '../strings.ts';
import { type DataOf, press } from '../view/action.ts';
import { capital, clock, count, money, type Reader, when } from '../view/format.ts';
import { departmentName, firstName } from '../view/names.ts';
import { type EntryLine, type Line, line, type Press } from '../view/view.ts';
import { timelineOpen, timelinePage, timelineRun } from './actions.ts';

const TITLE_MAX = 90;

interface Around {
  reader: Reader;
  /** `clock` where a heading above already says the day. */
  style: 'when' | 'clock';
  /** The page that the line stands on, as the data of `timeline.page`. */
  here: DataOf<typeof timelinePage>;
}

/** One line of a timeline. */
export function entryLine(item: TimelineLine, { reader, style, here }: Around): EntryLine {
  const entry = item.kind === 'single' ? item.entry : item.newest;
  return {
    when: style === 'clock' ? clock(entry.at, reader) : capital(when(entry.at, reader), reader),
    department: departmentName(entry.department, stringsFor(reader)),
    what: whatOf(item, reader),
    ...(item.kind === 'single' &&
      entry.person &&
      !namesItself(entry) &&
      !isLetter(entry) && { who: firstName(entry.person) }),
    open: openLine(item, here),
  };
}

function whatOf(item: TimelineLine, reader: Reader): Line {
  switch (item.kind) {
    case 'single':
      return [...voice(item.entry, reader), short(item.entry.title), ...amount(item.entry, reader)];
    case 'repeat':
      return line`${repeatOf(item, reader)}`;
    case 'steps':
      return line`${stringsFor(reader).steps(short(item.newest.title), item.count - 1, count(item.count - 1, reader))}`;
    default:
      return unreachable(item);
  }
}

/** Written by the customer; the colleague who got it did not say it. */
export const isLetter = ({ direction, kind }: Pick<Entry, 'direction' | 'kind'>): boolean =>
  direction === 'inbound' && (kind === 'email' || kind === 'message');

/** Before the words of the customer: `Inês wrote: `; before what is still to come: `Planned: `. */
function voice(entry: Entry, reader: Reader): Line {
  const { timeline: strings } = stringsFor(reader);
  if (entry.at > reader.now) return [strings.planned];
  const who = entry.contact ? firstName(entry.contact) : strings.they;
  if (entry.direction !== 'inbound' || entry.title.startsWith(who)) return [];
  if (isLetter(entry)) return [strings.wrote(who)];
  return entry.kind === 'call' ? [strings.called(who)] : [];
}

/** Rapport's own entries begin with a person's name, except notes, which are in their author's words. */
const namesItself = ({ source, direction, kind }: Entry): boolean =>
  source === 'rapport' && direction === 'internal' && kind !== 'note';

function openLine(item: TimelineLine, here: DataOf<typeof timelinePage>): Press {
  switch (item.kind) {
    case 'single':
      return openEntry(item.entry, here);
    case 'repeat':
      return openRun(item, here);
    case 'steps':
      return press(timelinePage, {
        ...here,
        kinds: ['handoff', 'task', 'message'],
        since: item.oldest.at.toISOString(),
        flat: true,
      });
    default:
      return unreachable(item);
  }
}

export const cursorData = (entry: Pick<Entry, 'at' | 'source' | 'externalId'>) => ({
  at: entry.at.toISOString(),
  source: entry.source,
  externalId: entry.externalId,
});

function repeatOf(item: Extract<TimelineLine, { kind: 'repeat' }>, reader: Reader): string {
  const strings = stringsFor(reader);
  const n = `${count(item.count, reader)}${item.openEnded ? '+' : ''}`;
  const what = strings.repeat(item.newest.kind, n) ?? `${short(item.newest.title)} × ${n}`;
  return strings.repeatSince(what, when(item.oldest.at, reader));
}

const openEntry = ({ source, externalId }: Entry, here: DataOf<typeof timelinePage>): Press =>
  press(timelineOpen, { ...here, entry: [source, externalId] });

const openRun = (
  { newest, oldest }: Extract<TimelineLine, { kind: 'repeat' }>,
  here: DataOf<typeof timelinePage>,
): Press =>
  press(timelineRun, {
    ...here,
    run: [newest.department, newest.kind, oldest.at.toISOString(), newest.at.toISOString()],
  });

const amount = (entry: Entry, reader: Reader): Line =>
  entry.money ? [` · ${money(entry.money, reader)}`] : [];

const short = (title: string): string => clip(title, TITLE_MAX);
