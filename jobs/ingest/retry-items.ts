import { retryItemsJob } from '../../crm/ingest/jobs.ts';
import { mapItems } from '../../crm/ingest/map-items.ts';
import type { AsideDelivery, AsidePlace } from '../../crm/store/deliveries.ts';
import { defineJob } from '../job.ts';

/** Tries every item of a source once more that was kept aside, by the mapping of today. */
export const retryItems = defineJob({
  kind: retryItemsJob,
  async run({ source }, { store: { deliveries }, mappings, now }) {
    for (let after: AsidePlace | null = null; ; ) {
      const page: AsideDelivery[] = await deliveries.aside(source, after);
      for (const delivery of page) {
        const { items, receivedAt } = delivery;
        const mapped = mapItems(items, { source, mappings, receivedAt, now: now() });
        await deliveries.saveAside(delivery, mapped);
      }
      after = lastOf(page);
      if (!after) return;
    }
  },
});

function lastOf(page: readonly AsideDelivery[]): AsidePlace | null {
  const delivery = page.at(-1);
  const item = delivery?.items.at(-1);
  return delivery && item
    ? { receivedAt: delivery.receivedAt, key: delivery.key, position: item.position }
    : null;
}
