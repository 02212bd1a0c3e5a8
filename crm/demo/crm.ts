import { memoryCrm, type MemoryCrm } from '../connectors/memory.ts';

/** Stands in for the CRM that the demo organisation came from, so that what is written there is seen to arrive. It forgets at every start. */
export const demoCrm = (): MemoryCrm => memoryCrm({ id: 'crm', name: 'the demo CRM', customers: 'any' });
