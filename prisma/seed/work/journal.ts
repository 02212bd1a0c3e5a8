import type { CustomerId } from '../../../crm/customer/customer.ts';
import type { DepartmentId, Person, PersonId } from '../../../crm/person/person.ts';
import type { Change } from '../../../crm/store/change.ts';
import { dayIn } from '../../../crm/time/day.ts';
import { MINUTE } from '../../../crm/time/durations.ts';
import {
  addWorkingTime,
  type Calendar,
  closingOf,
  OFFICE_HOURS,
  WORKING_DAY,
} from '../../../crm/time/working-time.ts';
import type { Entry, Kind, Visibility } from '../../../crm/timeline/entry.ts';
import { ownEntry } from '../../../crm/timeline/own-entry.ts';
import { type Clock, HOME } from '../calendar.ts';
import type { Colleague } from '../people.ts';

/** The people and customers of the demo's work, as the store knows them. */
export interface Cast {
  person(first: Colleague): Person;
  customer(key: string): CustomerId;
}

/**
 * Writes down what colleagues did, as the commands would: each step with its entry and its place in the CRM. The audit is left
 * out: it says what was done here, and nobody has done anything yet.
 */
export interface Journal extends Cast {
  clock: Clock;
  changes: Change[];
  /** So many working days ago, at least one, by this person's clock. */
  ago(days: number, time: string, by: Person): Date;
  /** When work ends for this person: 0 today or, where that is over, on their next day; so many working days later. */
  closing(days: number, of: Person): Date;
  add(...changes: Change[]): void;
  tell(told: JournalEntry): void;
  /** Stands in the CRM already: nothing is sent. */
  inCrm(
    key: string,
    subject: { kind: 'note' | 'task'; id: string },
    customerId: CustomerId,
    first?: string,
  ): void;
}

export interface JournalEntry {
  id: string;
  customerId: CustomerId;
  at: Date;
  by: { id: PersonId | null; department: DepartmentId };
  kind: Kind;
  title: string;
  body?: string | null;
  visibility?: Visibility;
  money?: Entry['money'];
}

const NEXT_DAY = MINUTE;

export function journalOf({ person, customer }: Cast, clock: Clock): Journal {
  const changes: Change[] = [];
  const calendarOf = ({ zone }: Person): Calendar => ({ ...OFFICE_HOURS, zone, holidays: [] });
  return {
    person,
    customer,
    clock,
    changes,
    ago: (days, time, { zone }) => clock.ago(workingDaysAgo(clock, days), time, zone || HOME),
    closing(days, of) {
      const calendar = calendarOf(of);
      // A minute of work is left today, or the day is the next one.
      const begins = addWorkingTime(clock.now, days * WORKING_DAY + NEXT_DAY, calendar);
      return closingOf(dayIn(begins, of.zone), calendar);
    },
    add: (...more) => void changes.push(...more),
    tell({
      id,
      customerId,
      at,
      by,
      kind,
      title,
      body = null,
      visibility = 'everyone',
      money = null,
    }) {
      changes.push({
        kind: 'entry',
        entry: ownEntry({
          externalId: id,
          customerId,
          at,
          by,
          kind,
          title,
          body,
          visibility,
          money,
        }),
      });
    },
    inCrm: (key, subject, customerId, first = key) =>
      void changes.push({
        kind: 'write-back',
        writeBack: { key, customerId, subject },
        standsAs: { source: 'crm', id: first },
      }),
  };
}

function workingDaysAgo(clock: Clock, days: number): number {
  for (let back = 1, left = days; ; back += 1) {
    if (!clock.isWeekend(back)) left -= 1;
    if (left <= 0) return back;
  }
}
