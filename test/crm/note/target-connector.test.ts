import { describe, expect, test } from 'vitest';
import { memoryCrm } from '../../../crm/connectors/memory.ts';
import type { CustomerReference } from '../../../crm/customer/customer.ts';
import { keepsTasks, takesNotes, targetConnector } from '../../../crm/note/target-connector.ts';

const hubspot = memoryCrm({ id: 'hubspot', name: 'HubSpot', customers: 'any' });
const salesforce = memoryCrm({ id: 'salesforce', name: 'Salesforce', customers: 'any' });
const billing = {
  ...memoryCrm({ id: 'billing', name: 'Billing', customers: 'any' }),
  writer: null,
};

const reference = (
  source: string,
  externalId: string,
  change: Partial<CustomerReference> = {},
): CustomerReference => ({ source, externalId, owns: false, gone: false, ...change });
const owner = (source: string, externalId: string, change: Partial<CustomerReference> = {}) =>
  reference(source, externalId, { owns: true, ...change });

const ALL = [hubspot, salesforce, billing];
const BOTH = [reference('hubspot', 'h1'), owner('salesforce', 's1')];

interface Case {
  is: string;
  begun?: { source: string | null };
  references: readonly CustomerReference[];
  connectors?: readonly (typeof hubspot | typeof billing)[];
  /** The system and its customer, or why there is none. */
  gives: string;
}

const CASES: readonly Case[] = [
  {
    is: 'one system that knows the customer',
    references: [owner('hubspot', 'h1')],
    connectors: [hubspot],
    gives: 'hubspot h1',
  },
  { is: 'the owner, though another one comes first', references: BOTH, gives: 'salesforce s1' },
  {
    is: 'an owner that is only read',
    references: [owner('billing', 'b1'), reference('salesforce', 's1')],
    gives: 'salesforce s1',
  },
  {
    is: 'an owner that is not connected',
    references: [owner('csv', '1'), reference('salesforce', 's1'), reference('hubspot', 'h1')],
    gives: 'hubspot h1',
  },
  {
    is: 'nobody who can be written to knows the customer',
    references: [owner('csv', '1'), reference('billing', 'b1')],
    gives: 'unknown-customer hubspot, salesforce',
  },
  {
    is: 'a customer of nobody',
    references: [],
    connectors: [hubspot],
    gives: 'unknown-customer hubspot',
  },
  { is: 'no system', references: BOTH, connectors: [], gives: 'unconnected' },
  {
    is: 'only systems that are read',
    references: [owner('billing', 'b1')],
    connectors: [billing],
    gives: 'unconnected',
  },
  {
    is: 'several names in one system: the owning one',
    references: [reference('hubspot', 'h0'), owner('hubspot', 'h1')],
    gives: 'hubspot h1',
  },
  {
    is: 'several names in one system: the first',
    references: [reference('hubspot', 'h0'), reference('hubspot', 'h2')],
    gives: 'hubspot h0',
  },
  {
    is: 'the owning name was merged into another one there',
    references: [
      owner('salesforce', 's1', { gone: true }),
      reference('salesforce', 's2'),
      reference('hubspot', 'h1'),
    ],
    gives: 'salesforce s2',
  },
  {
    is: 'the owner deleted the customer',
    references: [owner('salesforce', 's1', { gone: true }), reference('hubspot', 'h1')],
    gives: 'hubspot h1',
  },
  {
    is: 'begun elsewhere than the owner would have it',
    begun: { source: 'hubspot' },
    references: BOTH,
    gives: 'hubspot h1',
  },
  {
    is: 'begun in a system that is not connected any more',
    begun: { source: 'hubspot' },
    references: BOTH,
    connectors: [salesforce],
    gives: 'disconnected hubspot',
  },
  {
    is: 'begun in a system that is only read by now',
    begun: { source: 'billing' },
    references: [owner('billing', 'b1'), ...BOTH],
    gives: 'disconnected billing',
  },
  {
    is: 'begun in a system that deleted the customer',
    begun: { source: 'hubspot' },
    references: [reference('hubspot', 'h1', { gone: true }), owner('salesforce', 's1')],
    gives: 'unknown-customer hubspot',
  },
  {
    is: 'begun when there was one system only, which is the one there is',
    begun: { source: null },
    references: BOTH,
    connectors: [hubspot, billing],
    gives: 'hubspot h1',
  },
  {
    is: 'begun when there was one system only, and one of several knows the customer',
    begun: { source: null },
    references: [reference('hubspot', 'h1'), owner('csv', '1')],
    gives: 'hubspot h1',
  },
  {
    is: 'begun when there was one system only, and several know the customer',
    begun: { source: null },
    references: BOTH,
    gives: 'unclear hubspot, salesforce',
  },
  {
    is: 'begun when there was one system only, and nobody knows the customer',
    begun: { source: null },
    references: [],
    gives: 'unknown-customer hubspot, salesforce',
  },
  {
    is: 'begun when there was one system only, and there is none',
    begun: { source: null },
    references: BOTH,
    connectors: [],
    gives: 'disconnected null',
  },
];

describe('a note goes to one system', () => {
  test.each(CASES)('$is → $gives', ({ begun = null, references, connectors = ALL, gives }) => {
    expect(said(targetConnector({ begun, references, connectors }))).toBe(gives);
  });

  test('a task goes to one that keeps tasks, and where none does, to the one whose card says so', () => {
    const { addTask: _, updateTask: __, ...writer } = salesforce.writer;
    const without = { ...salesforce, writer };
    const asked = { begun: null, references: BOTH, keeps: keepsTasks };
    const both = targetConnector({ ...asked, connectors: [hubspot, without] });
    const alone = targetConnector({ ...asked, connectors: [without] });
    expect([said(both), said(alone)]).toEqual(['hubspot h1', 'salesforce s1']);
  });

  test('only a system with a writer takes notes', () => {
    expect([takesNotes([]), takesNotes([billing]), takesNotes(ALL)]).toEqual([false, false, true]);
  });
});

function said(target: ReturnType<typeof targetConnector>): string {
  if (target.kind === 'system') return `${target.connector.id} ${target.customer}`;
  if (target.kind === 'disconnected') return `disconnected ${target.source}`;
  if (target.kind === 'unconnected') return 'unconnected';
  return `${target.kind} ${target.connectors.map(({ id }) => id).join(', ')}`;
}
