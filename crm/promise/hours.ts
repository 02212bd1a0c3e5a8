import type { Person } from '../person/person.ts';
import type { Store } from '../store/store.ts';
import { addDays, type Day, dayIn, weekdayOf } from '../time/day.ts';
import { type Calendar, OFFICE_HOURS } from '../time/working-time.ts';

/** The days on which somebody works: their zone, their own days off or else their office's, and its holidays. */
export type PromiseHours = Pick<Calendar, 'zone' | 'daysOff' | 'holidays'>;

/** So far from a promise's day somebody works at the latest. */
const LONGEST_BREAK = 30;

/** The days off of a colleague around a day of their promise and around now; `zone` is one that exists. */
export async function promiseHours(
  { id }: Pick<Person, 'id'>,
  { zone, dueOn, now }: { zone: string; dueOn: Day | null; now: Date },
  store: Pick<Store, 'notificationPreferences' | 'holidays'>,
): Promise<PromiseHours> {
  const days = [dayIn(now, zone), dueOn ?? dayIn(now, zone)].toSorted();
  const [{ daysOff }, holidays] = await Promise.all([
    store.notificationPreferences.get(id),
    store.holidays.of(
      zone,
      addDays(days[0] ?? '', -LONGEST_BREAK),
      addDays(days[1] ?? '', LONGEST_BREAK),
    ),
  ]);
  return { zone, daysOff: daysOff.length > 0 ? daysOff : OFFICE_HOURS.daysOff, holidays };
}

const worksOn = (day: Day, { daysOff, holidays }: PromiseHours): boolean =>
  !daysOff.includes(weekdayOf(day)) && !holidays.includes(day);

/** The last working day before a day; the day before it where nobody works for a month. */
export function workingDayBefore(day: Day, hours: PromiseHours): Day {
  for (let back = 1; back <= LONGEST_BREAK; back += 1)
    if (worksOn(addDays(day, -back), hours)) return addDays(day, -back);
  return addDays(day, -1);
}

/** The first working day from a day on, which may be that day itself. */
export function workingDayFrom(day: Day, hours: PromiseHours): Day {
  for (let ahead = 0; ahead <= LONGEST_BREAK; ahead += 1)
    if (worksOn(addDays(day, ahead), hours)) return addDays(day, ahead);
  return day;
}
