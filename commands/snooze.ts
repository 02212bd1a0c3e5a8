import type { Reader } from '../cards/format.ts';
import type { Snooze } from '../cards/task-card.ts';
import { unreachable } from '../crm/problem.ts';
import { dayIn } from '../crm/working-time.ts';
import { clockOn } from './when-words.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MORNING = 9;

/** When something put off comes back, in the person's own zone. */
export function snoozeUntil(how: Snooze, { now, zone }: Pick<Reader, 'now' | 'zone'>): Date {
  const today = dayIn(now, zone);
  const morning = (days: number): Date =>
    clockOn(new Date(Date.parse(today) + days * DAY).toISOString().slice(0, 10), MORNING, 0, zone);
  switch (how) {
    case 'hour':
      return new Date(now.getTime() + HOUR);
    case 'tomorrow':
      return morning(1);
    case 'monday':
      return morning(8 - (new Date(today).getUTCDay() || 7));
    case 'week':
      return morning(7);
    default:
      return unreachable(how);
  }
}
