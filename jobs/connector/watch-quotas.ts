import { quotaCard } from '../../cards/connector/quota-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { isAdministrator } from '../../crm/policy/policy.ts';
import type { Change } from '../../crm/store/change.ts';
import { dayIn } from '../../crm/time/day.ts';
import { HOUR } from '../../crm/time/durations.ts';
import { clockJob, defineJob } from '../job.ts';

/** Administrators hear of it while so much of the day's calls is left. */
const NEARLY_USED = 0.2;

/** Tells every administrator, once a day, that a connected system's calls of the day are nearly used. */
export const watchQuotas = defineJob({
  kind: clockJob('watch-quotas'),
  cron: '*/10 * * * *',
  async run(_, { store, connectors, readerOf, reader, now }) {
    const at = now();
    const low = (await store.callBudgets.quotas()).filter(
      ({ calls, left, at: said }) =>
        left < calls * NEARLY_USED && at.getTime() - said.getTime() < HOUR,
    );
    if (low.length === 0) return;
    const people = (await store.people.all()).filter(
      (person) => person.active && isAdministrator(person),
    );
    const day = dayIn(at, reader().zone);
    const changes = low.flatMap(({ source, calls, left }) =>
      people.map((person): Change => {
        const view = quotaCard({
          name: connectors.find(({ id }) => id === source)?.name ?? source,
          share: left / calls,
          reader: readerOf(person),
        });
        return {
          kind: 'message',
          message: {
            key: `quota:${source}:${day}:${person.id}`,
            subject: { kind: 'person', id: person.id, role: 'help', version: null },
            to: { kind: 'person', person: person.id },
            kind: 'summary',
            customerId: null,
            line: view.title,
            why: stringsFor(readerOf(person)).connector.quotaWhy,
            view,
            pressing: true,
            sender: null,
          },
        };
      }),
    );
    await store.commit(changes, at);
  },
});
