import type { Day } from '../../crm/time/day.ts';
import type { Country, PublicHoliday } from '../../crm/time/public-holidays.ts';
import { stringsFor } from '../strings.ts';
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
  const { holidays: strings } = stringsFor(reader);
  return {
    title: strings.title(zone),
    blocks: [
      ...(days.length > 0
        ? days.map((day) => text(dayHeading(day, reader)))
        : [text(strings.none)]),
      text(strings.how, 'quiet'),
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
  const { holidays: strings } = stringsFor(reader);
  const title = strings.proposed(country.name, zone);
  if (holidays.length === 0) return { title, blocks: [text(strings.allSet)] };
  const add = button(
    strings.add(holidays.length, count(holidays.length, reader)),
    press(holidaysAdd, { zone, days: holidays.map(({ day }) => day) }),
  );
  return {
    title,
    blocks: [
      ...holidays.map((holiday) => text(`${dayHeading(holiday.day, reader)}: ${holiday.name}`)),
      text(mayAdd ? strings.check : strings.notYours, 'quiet'),
      ...(mayAdd ? [{ kind: 'buttons' as const, buttons: [add] }] : []),
    ],
  };
}

const proposeButton = ({ zone, reader }: { zone: string; reader: Reader }): Button =>
  button(stringsFor(reader).holidays.propose, press(holidaysPropose, { zone }));
