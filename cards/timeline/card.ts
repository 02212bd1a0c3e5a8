import type { Customer } from '../../crm/customer/customer.ts';
import type { PersonId } from '../../crm/person/person.ts';
import type { TimelineLine } from '../../crm/timeline/rules.ts';
import { customerShow } from '../customer/actions.ts';
import { stringsFor } from '../strings.ts';
import { button, type DataOf, press } from '../view/action.ts';
import { count, day, dayHeading, dayOf, type Reader } from '../view/format.ts';
import { departmentName } from '../view/names.ts';
import { type Block, type Button, text, type View } from '../view/view.ts';
import { timelineFilter, timelinePage } from './actions.ts';
import { cursorData, entryLine } from './entry-line.ts';

export interface TimelineCard {
  customer: Pick<Customer, 'id' | 'name'>;
  lines: readonly TimelineLine[];
  filter: FilterText;
  /** The filter and the mark as button data, without a cursor. */
  state: DataOf<typeof timelineFilter>;
  /** The same with what names this page, to come back to it. */
  here: DataOf<typeof timelinePage>;
  /** The instant of the entry just above this page, where that is known. */
  before: Date | null;
  /** The reader. */
  me: PersonId;
  /** How many lines lie above this page, and how many there are. */
  above: number;
  total: number;
  capped: boolean;
  older: boolean;
  newer: boolean;
  /** Entries after this instant are new to the reader. */
  mark: Date | null;
  reader: Reader;
}

export interface FilterText {
  departments: readonly string[];
  kinds: readonly string[];
  since: Date | null;
  until: Date | null;
  person: string | null;
  text: string | null;
}

export function timelineCard(card: TimelineCard): View {
  const { customer, lines, filter, reader } = card;
  const strings = stringsFor(reader).timeline;
  const said = sayFilter(filter, reader);
  return {
    title: strings.title(customer.name),
    blocks: [
      ...(said ? [text(said, 'quiet')] : []),
      ...(lines.length === 0 ? [text(said ? strings.emptyFiltered : strings.empty)] : days(card)),
      ...(lines.length === 0 ? [] : [text(position(card), 'quiet')]),
      { kind: 'buttons', buttons: buttons(card, said !== '') },
    ],
  };
}

/** `Support and Product · since 1 Oct · “export”`; empty where nothing is filtered. */
export function sayFilter(
  { departments, kinds, since, until, person, text: search }: FilterText,
  reader: Reader,
): string {
  const strings = stringsFor(reader);
  return [
    strings.timeline.and(departments.map((id) => departmentName(id, strings))),
    strings.timeline.and(
      kinds.map((kind) => (strings.entryKind as Record<string, string>)[kind] ?? kind),
    ),
    since && strings.timeline.since(day(dayOf(since, reader), reader)),
    until && strings.timeline.until(day(dayOf(new Date(until.getTime() - 1), reader), reader)),
    person,
    search && `“${search}”`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** A heading a day, its entries under it, and a line where what is new to the reader ends; their own is never new. */
function days({ lines, mark, before, me, reader, here }: TimelineCard): Block[] {
  const blocks: Block[] = [];
  let heading = '';
  const [first] = lines;
  const start = before ?? (first && at(first));
  let fresh = mark !== null && start !== undefined && start > mark;
  // The lines of the page before this one may be anybody's.
  let byOthers = before !== null;
  for (const item of lines) {
    if (fresh && mark && at(item) <= mark) {
      if (byOthers) blocks.push(text(`— ${stringsFor(reader).timeline.lookedMark} —`, 'quiet'));
      fresh = false;
    }
    byOthers ||= item.kind !== 'single' || item.entry.personId !== me;
    const next = dayHeading(dayOf(at(item), reader), reader);
    if (next !== heading) blocks.push({ kind: 'heading', text: next });
    heading = next;
    const entry = entryLine(item, { reader, style: 'clock', here });
    const last = blocks.at(-1);
    if (last?.kind === 'entries')
      blocks[blocks.length - 1] = { kind: 'entries', entries: [...last.entries, entry] };
    else blocks.push({ kind: 'entries', entries: [entry] });
  }
  return blocks;
}

const at = (item: TimelineLine): Date => (item.kind === 'single' ? item.entry : item.newest).at;

/** `11–20 of 84 lines`: counts what is seen, a gathered line as one. At the end of a long timeline the count is known. */
function position({ lines, above, total, capped, older, reader }: TimelineCard): string {
  const strings = stringsFor(reader).timeline;
  const last = above + lines.length;
  const all = Math.max(total, older ? last + 1 : last);
  return strings.shown({
    from: count(above + 1, reader),
    to: count(last, reader),
    of: capped && older ? strings.atLeast(count(all, reader)) : count(all, reader),
    lines: all,
  });
}

function buttons(
  { customer, lines, state, above, total, older, newer, reader }: TimelineCard,
  filtered: boolean,
): Button[] {
  const strings = stringsFor(reader).buttons;
  const [first, last] = [lines[0], lines.at(-1)];
  const page = (label: string, data: Partial<DataOf<typeof timelinePage>>): Button =>
    button(label, press(timelinePage, { ...state, ...data, of: total }));
  return [
    ...(older && last
      ? [
          page(strings.older, {
            direction: 'older',
            ...cursorData(last.kind === 'single' ? last.entry : last.oldest),
            above: above + lines.length,
          }),
        ]
      : []),
    ...(newer && first
      ? [
          page(strings.newer, {
            direction: 'newer',
            ...cursorData(first.kind === 'single' ? first.entry : first.newest),
            above,
          }),
        ]
      : []),
    { kind: 'press', label: strings.filter, ...press(timelineFilter, state), opens: 'form' },
    ...(filtered
      ? [
          {
            kind: 'press' as const,
            label: strings.clear,
            ...press(timelinePage, {
              customer: customer.id,
              mark: state.mark,
            }),
          },
        ]
      : []),
    { kind: 'press', label: strings.card, ...press(customerShow, { customer: customer.id }) },
  ];
}
