import type { Person } from '../person/person.ts';
import type { Store } from '../store/store.ts';
import { addDays, dayIn, endOfDay } from '../time/day.ts';
import { MINUTE } from '../time/durations.ts';
import {
  addWorkingTime,
  type Calendar,
  isWorkingTime,
  OFFICE_HOURS,
} from '../time/working-time.ts';
import type { WorkingTime } from './rules.ts';

const DAYS_AHEAD = 30;
const GRACE = 30 * MINUTE;

/** Whether somebody works at this instant: their own days off or else their office's, its holidays and their absences counted. `zone` is one that exists. */
export async function workingTimeOf(
  person: Person,
  zone: string,
  store: Pick<Store, 'notificationPreferences' | 'holidays' | 'absences'>,
  now: Date,
): Promise<WorkingTime> {
  const today = dayIn(now, zone);
  const [preference, holidays, absence] = await Promise.all([
    store.notificationPreferences.get(person.id),
    store.holidays.of(zone, today, addDays(today, DAYS_AHEAD)),
    store.absences.get(person.id, now),
  ]);
  const calendar: Calendar = {
    ...OFFICE_HOURS,
    zone,
    daysOff: preference.daysOff.length > 0 ? preference.daysOff : OFFICE_HOURS.daysOff,
    holidays,
  };
  // The closing hour itself still belongs to the day: "by friday" is due then.
  const works =
    absence === null &&
    (isWorkingTime(now, calendar) || isWorkingTime(new Date(now.getTime() - GRACE), calendar));
  return { works, nextDay: addWorkingTime(endOfDay(today, zone), 0, calendar) };
}
