import { saveItemsJob } from '../../crm/ingest/jobs.ts';
import { mapItems } from '../../crm/ingest/map-items.ts';
import { defineJob } from '../job.ts';

/** Makes records of the items of one delivery, once. */
export const saveItems = defineJob({
  kind: saveItemsJob,
  async run(id, { store, mappings, now }) {
    const delivery = await store.deliveries.unsaved(id);
    if (!delivery) return;
    const { items, receivedAt } = delivery;
    const mapped = mapItems(items, { source: id.source, mappings, receivedAt, now: now() });
    await store.deliveries.save(id, mapped);
  },
  failed: (id, _, { store }) =>
    store.deliveries.setAside(id, 'the items could not be saved; the log says why'),
});
