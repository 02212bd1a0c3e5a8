import type { Person } from '../person/person.ts';
import type { Store } from '../store/store.ts';
import { type Day, dayIn, weekdayOf } from '../time/day.ts';
import { OFFICE_HOURS } from '../time/working-time.ts';
import type { Task } from './task.ts';

export interface DayOff {
  day: Day;
  why: 'holiday' | 'day-off';
}

/** The day on which an open task is due, where its holder does not work on it: a holiday of their office, or a day off. */
export async function dueOnDayOff(
  { state, dueAt, holder }: Pick<Task, 'state' | 'dueAt' | 'holder'>,
  store: Pick<Store, 'people' | 'holidays' | 'notificationPreferences'>,
  readerOf: (person: Person) => { zone: string; now: Date },
): Promise<DayOff | null> {
  const person = await store.people.get(holder);
  if (state !== 'open' || !dueAt || !person) return null;
  const { zone, now } = readerOf(person);
  if (dueAt < now) return null;
  const day = dayIn(dueAt, zone);
  const [[holiday], { daysOff }] = await Promise.all([
    store.holidays.of(zone, day, day),
    store.notificationPreferences.get(holder),
  ]);
  if (holiday) return { day, why: 'holiday' };
  const off: readonly number[] = daysOff.length > 0 ? daysOff : OFFICE_HOURS.daysOff;
  return off.includes(weekdayOf(day)) ? { day, why: 'day-off' } : null;
}
