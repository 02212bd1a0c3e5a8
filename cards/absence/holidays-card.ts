import type { Day } from '../../crm/time/day.ts';
import type { Country, PublicHoliday } from '../../crm/time/public-holidays.ts';
import { wordsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { count, dayHeading, type Reader } from '../view/format.ts';
import { type Button, text, type View } from '../view/view.ts';
import { holidaysAdd, holidaysPropose } from './actions.ts';

/** The days on which an office is closed, and how to set them. */
export function holidaysCard({
  zone,
  days,
  reader,
}: {
  zone: string;
  days: readonly Day[];
  reader: Reader;
}): View {
  const { holidays: words } = wordsFor(reader).handoff;
  return {
    title: words.title(zone),
    blocks: [
      ...(days.length > 0 ? days.map((day) => text(dayHeading(day, reader))) : [text(words.none)]),
      text(words.how, 'quiet'),
      { kind: 'buttons', buttons: [proposeButton({ zone, reader })] },
    ],
  };
}

/** A country's public holidays, of which nothing is stored before somebody adds them. `holidays` are those that are not set yet. */
export function proposedHolidaysCard({
  zone,
  country,
  holidays,
  mayAdd,
  reader,
}: {
  zone: string;
  country: Pick<Country, 'region' | 'name'>;
  holidays: readonly PublicHoliday[];
  mayAdd: boolean;
  reader: Reader;
}): View {
  const { holidays: words } = wordsFor(reader).handoff;
  const title = words.proposed(country.name, zone);
  if (holidays.length === 0) return { title, blocks: [text(words.allSet)] };
  const add = button(
    words.add(holidays.length, count(holidays.length, reader)),
    press(holidaysAdd, { zone, days: holidays.map(({ day }) => day) }),
  );
  return {
    title,
    blocks: [
      ...holidays.map((holiday) => text(`${dayHeading(holiday.day, reader)}: ${holiday.name}`)),
      text(mayAdd ? words.check : words.notYours, 'quiet'),
      ...(mayAdd ? [{ kind: 'buttons' as const, buttons: [add] }] : []),
    ],
  };
}

const proposeButton = ({ zone, reader }: { zone: string; reader: Reader }): Button =>
  button(wordsFor(reader).handoff.holidays.propose, press(holidaysPropose, { zone }));
