import { stringsFor } from '../../cards/strings.ts';
import { count, day, dayOf, moment, monthOfYear, type Reader } from '../../cards/view/format.ts';
import { Problem } from '../../crm/problem.ts';
import { daysInMonth } from '../../crm/time/day.ts';
import { readWhen, type WhenReader, type WhenWords } from './instant.ts';
import type { NoSuchDay } from './time/dates.ts';

/** When something is due; a `Problem` says what was not understood, or that it has passed. */
export function dueInstant(words: string, typer: WhenReader, reader: Reader): WhenWords {
  const { due } = stringsFor(reader).time;
  const read = readWhen(words, typer);
  switch (read.kind) {
    case 'time':
      if (read.at <= typer.now)
        throw new Problem('past', due.past(words, day(dayOf(read.at, typer), reader)));
      return read;
    case 'span':
      throw new Problem(
        'which-day',
        due.span(words, day(read.first, reader), day(read.last, reader)),
      );
    case 'slip':
      throw new Problem(
        'no-time',
        due.slip(words, read.words, dayOrMoment(read, { ...reader, zone: typer.zone })),
      );
    case 'no-such-day':
      throw noSuchDay(words, read.day, reader);
    default:
      throw new Problem('no-time', due.unread(words));
  }
}

const dayOrMoment = ({ at, wholeDay }: WhenWords, reader: Reader): string =>
  wholeDay ? day(dayOf(at, reader), reader) : moment(at, reader);

export const noSuchDay = (words: string, { month, year }: NoSuchDay, reader: Reader): Problem =>
  new Problem(
    'no-such-day',
    stringsFor(reader).time.noSuchDay(
      words,
      monthOfYear(`${year}-${String(month).padStart(2, '0')}-01`, reader),
      count(daysInMonth(year, month), reader),
    ),
  );
