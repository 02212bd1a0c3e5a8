import type { Snooze } from '../../cards/task/card.ts';
import type { Reader } from '../../cards/view/format.ts';
import { unreachable } from '../../crm/problem.ts';
import { instantAt } from '../../crm/time/clock.ts';
import { addDays, dayIn, weekdayOf } from '../../crm/time/day.ts';
import { HOUR } from '../../crm/time/durations.ts';

const MORNING = '09:00';

/** When something put off comes back, in the person's own zone. */
export function snoozeUntil(how: Snooze, { now, zone }: Pick<Reader, 'now' | 'zone'>): Date {
  const today = dayIn(now, zone);
  const morning = (days: number): Date => instantAt(addDays(today, days), MORNING, zone);
  switch (how) {
    case 'hour':
      return new Date(now.getTime() + HOUR);
    case 'tomorrow':
      return morning(1);
    case 'monday':
      return morning(8 - weekdayOf(today));
    case 'week':
      return morning(7);
    default:
      return unreachable(how);
  }
}
