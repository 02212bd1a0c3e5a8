import { instantAt } from '../time/clock.ts';
import { addDays, type Day, dayIn, startOfDay, weekdayOf } from '../time/day.ts';
import type { NotificationPreference } from './preferences.ts';
import { firstClear } from './quiet-hours.ts';

export interface Week {
  /** With which it ends: a date, the same for everybody. */
  monday: Day;
  /** The first instant of that Monday there. */
  end: Date;
  /** When a note of it comes: at the person's own hour of that Monday, or as soon after it as they may be told. */
  noteAt: Date;
}

/** The week of somebody there that ends with the next Monday, or today in UTC. */
export function weekOf(now: Date, preference: NotificationPreference, zone: string): Week {
  const today = dayIn(now, 'UTC');
  const monday = addDays(today, (8 - weekdayOf(today)) % 7);
  return {
    monday,
    end: startOfDay(monday, zone),
    noteAt: firstClear(instantAt(monday, preference.dailyAt, zone), preference, zone),
  };
}
