import { z } from 'zod';
import { defineConnector } from './define.ts';
import { memoryCrm } from './memory.ts';

/** Stands for the CRM that the demo organisation came from, so that notes are seen to arrive. It forgets at every start. */
export const demo = defineConnector({
  id: 'crm',
  name: 'the demo CRM',
  settings: z.object({}),
  setup: 'It comes with the demo organisation.',
  isDemo: true,
  open: (_, { id, name }) => memoryCrm({ id, name, customers: 'any' }),
});
