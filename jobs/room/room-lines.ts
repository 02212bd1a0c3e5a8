import { EVENT_KINDS } from '../../crm/event/event.ts';
import { refreshRoomsJob } from '../../crm/room/jobs.ts';
import { sendJob } from '../../crm/store/change.ts';
import { defineConsumer } from '../event/consumer.ts';

/** The lines of a customer's rooms follow what happens to it: whichever it is, the line says something else or it does not. */
export const roomLines = defineConsumer({
  name: 'room-lines',
  kinds: EVENT_KINDS.filter((kind) => kind !== 'records-saved'),
  async handle(events, { store }) {
    const latest = new Map(events.map(({ customerId, position }) => [customerId, position]));
    const customers = [...latest.keys()].filter((customer) => customer !== null);
    return (await store.rooms.customers(customers)).map((customer) => {
      const { transaction = 0, id = 0 } = latest.get(customer) ?? {};
      return sendJob(
        refreshRoomsJob,
        { customer },
        { key: `rooms:${customer}:${transaction}:${id}` },
      );
    });
  },
});
