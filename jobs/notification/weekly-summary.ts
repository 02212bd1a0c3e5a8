import { weeklyNoteJob } from '../../crm/notification/jobs.ts';
import { weekOf } from '../../crm/notification/weekly.ts';
import { sendJob } from '../../crm/store/change.ts';
import { clockJob, defineJob } from '../job.ts';

const AT_ONCE = 200;

/**
 * Everybody's own note of the week is put on its way, for their own hour of their own Monday: before that begins
 * anywhere (Sunday 10:00 UTC, in Kiritimati), and twice more, so that nobody misses it where the bot was down.
 */
export const weeklySummary = defineJob({
  kind: clockJob('weekly-summary'),
  cron: '5 9,15,21 * * 0',
  async run({ slot }, { store, readerOf }) {
    const people = (await store.people.all()).filter(({ active }) => active);
    for (let from = 0; from < people.length; from += AT_ONCE) {
      const jobs = people.slice(from, from + AT_ONCE).map(async (person) => {
        const { monday, end, noteAt } = weekOf(
          new Date(slot),
          await store.notificationPreferences.get(person.id),
          readerOf(person).zone,
        );
        return sendJob(
          weeklyNoteJob,
          { person: person.id, week: end.toISOString(), monday },
          { key: `weekly-note ${person.id} ${monday}`, after: noteAt },
        );
      });
      await store.commit(await Promise.all(jobs));
    }
  },
});
