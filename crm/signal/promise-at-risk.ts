import { daysBetween } from '../time/day.ts';
import { OFFICE_HOURS, WORKING_DAY, workingTimeBetween } from '../time/working-time.ts';
import { daysInWords, defineSignal, ENTRIES, PROMISES, promiseCause, textOf } from './rule.ts';

/** A day's worth of working time is the same in every zone, give or take a few hours. */
const OFFICE = { ...OFFICE_HOURS, zone: 'UTC', holidays: [] };

/** A promise is due soon, and nothing on the timeline has named it since it was made, a working day ago or more. */
export const promiseAtRisk = defineSignal({
  id: 'promise-at-risk',
  name: 'Promise at risk',
  meaning: (days) =>
    `A promise is due in ${daysInWords(days)} or less, and nothing on the timeline has named it since.`,
  threshold: { unit: 'days', usual: 3, least: 1, most: 14 },
  kinds: [...PROMISES, ...ENTRIES],
  holds: false,
  field: 'identity',
  find({ promises, today, at }, days) {
    const quiet = promises.find(({ createdAt, closedAt, dueOn, signs }) => {
      if (closedAt !== null || dueOn === null || signs.length > 0) return false;
      if (workingTimeBetween(createdAt, at, OFFICE) < WORKING_DAY) return false;
      const left = daysBetween(today, dueOn);
      return left >= 0 && left <= days;
    });
    return quiet
      ? {
          key: `${quiet.id}:${quiet.dueOn}`,
          detail: { what: quiet.what, by: quiet.by, dueOn: quiet.dueOn },
          causes: [promiseCause(quiet)],
        }
      : null;
  },
  tell({ what, by, dueOn }, words) {
    const name = textOf(by);
    return {
      title: `promised ${textOf(what)} by ${words.day(textOf(dueOn))}, and nothing is heard of it`,
      more: [words.fromToday(textOf(dueOn)), name].filter(Boolean).join(' · '),
      next: name ? `ask ${name} how it stands` : 'ask how it stands',
    };
  },
});
