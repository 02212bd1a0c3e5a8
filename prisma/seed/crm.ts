import type { Connectors } from '../../crm/connector.ts';
import { type MemoryCrm, memoryCrm } from '../../crm/connectors/memory.ts';
import type { Store } from '../../crm/store/store.ts';
import { emailOf } from './people.ts';

/** Stands in for the CRM that the demo organisation came from, so that what is written there is seen to arrive. It forgets at every start. */
export const demoCrm = (): MemoryCrm =>
  memoryCrm({ id: 'crm', name: 'the demo CRM', customers: 'any' });

/** Empty where an organisation brought records of its own: nothing of theirs belongs in the demo's CRM. */
export const demoCrmFor = async ({ people }: Pick<Store, 'people'>): Promise<Connectors> =>
  (await people.byEmail(emailOf('lea'))) ? [demoCrm()] : [];
