import { type MemoryCrm, memoryCrm } from '../../crm/connectors/memory.ts';
import type { Store } from '../../crm/store/store.ts';
import { emailOf } from './people.ts';

/** Stands in for the CRM that the demo organisation came from, so that what is written there is seen to arrive. It forgets at every start. */
export const demoCrm = (): MemoryCrm =>
  memoryCrm({ id: 'crm', name: 'the demo CRM', customers: 'any' });

/** Null for whoever brought records of their own: they have no CRM connected, and nothing of theirs belongs in the demo's. */
export const demoCrmFor = async ({ people }: Pick<Store, 'people'>): Promise<MemoryCrm | null> =>
  (await people.byEmail(emailOf('lea'))) ? demoCrm() : null;
