import type { Person, PersonId } from '../person/person.ts';
import type { Store } from '../store/store.ts';
import { type Day, dayIn, weekdayOf } from '../time/day.ts';
import { OFFICE_HOURS } from '../time/working-time.ts';

export interface DayOff {
  day: Day;
  why: 'holiday' | 'day-off';
}

export interface DayOffContext {
  store: Pick<Store, 'people' | 'holidays' | 'notificationPreferences'>;
  readerOf: (person: Person) => { zone: string; now: Date };
}

/**
 * The day on which somebody has to act, where they do not work on it: a holiday of their office, or a day off. It is
 * the due day, and today where that has passed or there is none.
 */
export async function dayOffOf(
  id: PersonId,
  due: Date | null,
  { store, readerOf }: DayOffContext,
): Promise<DayOff | null> {
  const person = await store.people.get(id);
  if (!person) return null;
  const { zone, now } = readerOf(person);
  const day = dayIn(due && due > now ? due : now, zone);
  const [[holiday], { daysOff }] = await Promise.all([
    store.holidays.of(zone, day, day),
    store.notificationPreferences.get(id),
  ]);
  if (holiday) return { day, why: 'holiday' };
  const off: readonly number[] = daysOff.length > 0 ? daysOff : OFFICE_HOURS.daysOff;
  return off.includes(weekdayOf(day)) ? { day, why: 'day-off' } : null;
}
