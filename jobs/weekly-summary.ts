import { z } from 'zod';
import { firstClear, nextClock } from '../crm/quiet.ts';
import { defineJob } from './job.ts';

const AT_ONCE = 200;

/** On Mondays everybody's own note of the week is put on its way, for their own hour. */
export const weeklySummary = defineJob({
  id: 'weekly-summary',
  cron: '5 0 * * 1',
  data: z.object({ slot: z.iso.datetime() }),
  async run({ slot }, { store, readerOf }) {
    const monday = new Date(slot);
    const people = (await store.people.all()).filter(({ active }) => active);
    for (let from = 0; from < people.length; from += AT_ONCE) {
      const jobs = people.slice(from, from + AT_ONCE).map(async (person) => {
        const attention = await store.desk.attention(person.id);
        const { zone } = readerOf(person);
        const after = firstClear(nextClock(monday, attention.dailyAt, zone), attention, zone);
        return { kind: 'job' as const, job: 'weekly-note', data: { person: person.id, week: slot }, key: `weekly-note ${person.id} ${slot}`, after };
      });
      await store.desk.commit(await Promise.all(jobs));
    }
  },
});
