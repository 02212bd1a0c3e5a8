import type * as chrono from 'chrono-node';
import type { DepartmentId } from '../../crm/person/person.ts';
import { addDays, addMonths, type Day, dayIn, endOfDay, startOfDay } from '../../crm/time/day.ts';
import { KINDS, type Kind } from '../../crm/timeline/entry.ts';
import { dayMeant, spokenTime } from '../parse/instant.ts';

export interface TimelineWords {
  /** The words that name the customer. */
  customer: string;
  departments: DepartmentId[];
  kinds: Kind[];
  since: Date | null;
  until: Date | null;
  /** A word after `only` that is neither a department nor a kind, or a day that could not be read. */
  unread: string | null;
}

/** `acme since monday only support, tickets` → whose timeline, and what of it. `departments` are the organisation's own. */
export function timelineWords(
  words: string,
  { departments, now, zone }: { departments: readonly DepartmentId[]; now: Date; zone: string },
): TimelineWords {
  const [customer = '', ...clauses] = words.split(/\s+(?=(?:since|until|only)\s)/i);
  const read: TimelineWords = {
    customer: customer.trim(),
    departments: [],
    kinds: [],
    since: null,
    until: null,
    unread: null,
  };
  for (const clause of clauses) {
    const [keyword = '', ...rest] = clause.split(/\s+/);
    const value = rest.join(' ');
    if (/only/i.test(keyword)) narrow(read, value, departments);
    else readDay(read, keyword.toLowerCase() === 'since' ? 'since' : 'until', value, now, zone);
  }
  return read;
}

function narrow(read: TimelineWords, value: string, departments: readonly DepartmentId[]): void {
  for (const word of value
    .toLowerCase()
    .split(/\s*,\s*|\s+and\s+|\s+/)
    .filter(Boolean)) {
    const department = departments.find((id) => id === word);
    const kind = KINDS.find((name) => name === word || `${name}s` === word);
    if (department) read.departments.push(department);
    else if (kind) read.kinds.push(kind);
    else read.unread ??= word;
  }
}

function readDay(
  read: TimelineWords,
  which: 'since' | 'until',
  value: string,
  now: Date,
  zone: string,
): void {
  const found = spokenTime(value, { now, zone, forwardDate: false });
  if (!found) {
    read.unread ??= value;
    return;
  }
  const day = dayBehind(found.start, dayIn(now, zone));
  // "until Friday" includes Friday.
  read[which] = which === 'since' ? startOfDay(day, zone) : endOfDay(day, zone);
}

/** A past span: on a Tuesday "friday" is the last one, though the next is nearer, and in May "12 dec" is last year's. */
function dayBehind(start: chrono.ParsedComponents, today: Day): Day {
  const day = dayMeant(start);
  if (day <= today) return day;
  if (start.isCertain('weekday') && !start.isCertain('day')) return addDays(day, -7);
  const isYearSaid = start.isCertain('year') || !start.isCertain('month');
  return isYearSaid ? day : addMonths(day, -12);
}
