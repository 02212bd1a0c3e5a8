import { z } from 'zod';
import type { ConnectorWriter } from '../../connector.ts';
import { STAGES } from '../../customer/customer.ts';
import type { HubspotClient } from './client.ts';
import { LIFECYCLES } from './company.ts';
import { HubspotObject, objectsPath } from './objects.ts';

const PROPERTY = 'lifecyclestage';
/** HubSpot's order of its own stages. */
const ORDER = [
  'subscriber',
  'lead',
  'marketingqualifiedlead',
  'salesqualifiedlead',
  'opportunity',
  'customer',
  'evangelist',
];
const Created = z.object({ id: z.coerce.string().min(1) });

/**
 * Sets the lifecycle stage of a company. HubSpot ignores a step back, unless the property is emptied first
 * (https://knowledge.hubspot.com/object-settings/use-lifecycle-stages); a rule that forbids the new one leaves the old
 * one as it was.
 */
export function hubspotStages(client: HubspotClient): NonNullable<ConnectorWriter['stages']> {
  return {
    known: STAGES.filter((stage) => LIFECYCLES[stage]),
    async set({ customer, stage }) {
      const path = objectsPath('companies', `/${encodeURIComponent(customer)}`);
      const wanted = LIFECYCLES[stage] ?? '';
      const write = (value: string) =>
        client.send(Created, {
          method: 'PATCH',
          path,
          body: { properties: { [PROPERTY]: value } },
        });
      const { body } = await client.send(HubspotObject, { path, query: { properties: PROPERTY } });
      const before = body.properties[PROPERTY] ?? '';
      if (before === wanted) return;
      const isBack = ORDER.indexOf(wanted) < ORDER.indexOf(before);
      if (!isBack) return void (await write(wanted));
      await write('');
      await write(wanted).catch(async (cause: unknown) => {
        await write(before);
        throw cause;
      });
    },
  };
}
