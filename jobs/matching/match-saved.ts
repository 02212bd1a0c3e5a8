import { matchCustomersJob } from '../../crm/matching/jobs.ts';
import { sendJob } from '../../crm/store/change.ts';
import { defineConsumer } from '../event/consumer.ts';

/** New customers, contacts and domains are compared with those of other systems. */
export const matching = defineConsumer({
  name: 'matching',
  kinds: ['records-saved'],
  async handle(events) {
    const last = events.findLast(
      ({ payload: { record } }) => record === 'customer' || record === 'contact',
    );
    if (!last) return [];
    const { transaction, id } = last.position;
    return [sendJob(matchCustomersJob, {}, { key: `match:${transaction}:${id}` })];
  },
});
