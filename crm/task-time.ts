import { startOf } from './days.ts';
import type { Person } from './person.ts';
import type { Store } from './store.ts';
import type { WorkingTime } from './task.ts';
import {
  addWorkingTime,
  type Calendar,
  dayIn,
  isWorkingTime,
  OFFICE_HOURS,
} from './working-time.ts';

const DAY = 86_400_000;
const AHEAD = 30 * DAY;

/** Whether somebody works at this instant: their own days off or else their office's, its holidays and their absences counted. `zone` is one that exists. */
export async function workingTimeOf(
  person: Person,
  zone: string,
  store: Pick<Store, 'notificationPreferences' | 'holidays' | 'absences'>,
  now: Date,
): Promise<WorkingTime> {
  const today = dayIn(now, zone);
  const [attention, holidays, absence] = await Promise.all([
    store.notificationPreferences.get(person.id),
    store.holidays.of(zone, today, dayIn(new Date(now.getTime() + AHEAD), zone)),
    store.absences.get(person.id, now),
  ]);
  const calendar: Calendar = {
    ...OFFICE_HOURS,
    zone,
    daysOff: attention.daysOff.length > 0 ? attention.daysOff : OFFICE_HOURS.daysOff,
    holidays,
  };
  // The closing hour itself still belongs to the day: "by friday" is due then.
  const works =
    absence === null &&
    (isWorkingTime(now, calendar) || isWorkingTime(new Date(now.getTime() - GRACE), calendar));
  const tomorrow = startOf(new Date(Date.parse(today) + DAY).toISOString().slice(0, 10), zone);
  return { works, nextDay: addWorkingTime(tomorrow, 0, calendar) };
}

const GRACE = 30 * 60_000;
