import type { Warning } from '../../crm/signal/warning.ts';
import type { Overview } from '../../crm/store/customers.ts';
import { HOUR } from '../../crm/time/durations.ts';
import type { TimelineLine } from '../../crm/timeline/rules.ts';
import { stringsFor } from '../strings.ts';
import { entryLine, isLetter } from '../timeline/entry-line.ts';
import { count, duration, type Reader, when } from '../view/format.ts';
import { type Block, type EntryLine, text } from '../view/view.ts';
import { cardState } from './buttons.ts';

const NEWEST = 5;

const SITTING = HOUR;

/** As many new entries as are counted at most. */
const COUNTED = 1000;

/** The newest lines of the timeline, and how many entries are new to the reader. */
export function newest(
  { customer, lookedAt, fresh }: Overview,
  lines: readonly TimelineLine[],
  {
    reader,
    personal,
    waiting,
  }: { reader: Reader; personal: boolean; waiting: Unanswered | undefined },
): Block[] {
  const { customer: strings } = stringsFor(reader);
  if (lines.length === 0) return [text(strings.quiet, 'quiet')];
  // Within one sitting nobody needs to hear that nothing is new since a minute ago.
  const sitting = lookedAt && reader.now.getTime() - lookedAt.getTime() < SITTING;
  const aside =
    personal && lookedAt && fresh !== null && !(sitting && fresh === 0)
      ? strings.fresh(
          fresh,
          `${count(fresh, reader)}${fresh < COUNTED ? '' : '+'}`,
          when(lookedAt, reader),
        )
      : null;
  const here = cardState(customer.id, lookedAt);
  const entries = lines
    .slice(0, NEWEST)
    .map((item) =>
      unansweredLine(item, entryLine(item, { reader, style: 'when', here }), { waiting, reader }),
    );
  return [
    { kind: 'heading', text: strings.newest, ...(aside && { aside }) },
    {
      kind: 'entries',
      entries: personal ? entries : entries.map(({ open: _, ...entry }) => entry),
    },
  ];
}

type Unanswered = Extract<Warning, { kind: 'unanswered' }>;

/** Says of a letter that nobody answered it yet. */
function unansweredLine(
  item: TimelineLine,
  entry: EntryLine,
  { waiting, reader }: { waiting: Unanswered | undefined; reader: Reader },
): EntryLine {
  const { warning: strings } = stringsFor(reader);
  const letter = item.kind === 'single' && waiting && isLetter(item.entry) ? item.entry : null;
  if (!waiting || !letter || letter.at < waiting.since) return entry;
  const age = duration(reader.now.getTime() - letter.at.getTime(), reader);
  return { ...entry, what: [...entry.what, ` · ${strings.unanswered(age)}`] };
}
