import type { Attention } from './attention.ts';
import type { Day } from './customer.ts';
import { firstClear, onDay } from './quiet.ts';

const DAY = 86_400_000;

export interface Week {
  /** With which it ends: a date, the same for everybody. */
  monday: Day;
  /** The first instant of that Monday there. */
  end: Date;
  /** When a note of it comes: at the person's own hour of that Monday, or as soon after it as they may be told. */
  noteAt: Date;
}

/** The week of somebody there that ends with the next Monday, or today in UTC. */
export function weekOf(now: Date, attention: Attention, zone: string): Week {
  const ahead = (8 - (now.getUTCDay() || 7)) % 7;
  const monday = new Date(now.getTime() + ahead * DAY).toISOString().slice(0, 10);
  return {
    monday,
    end: onDay(monday, '00:00', zone),
    noteAt: firstClear(onDay(monday, attention.dailyAt, zone), attention, zone),
  };
}
