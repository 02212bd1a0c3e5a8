import { type Contracted, connectorContract } from '../contract.ts';
import { connect, furnished, LONG_AGO } from './furnished.ts';
import { filesOf } from './uploads.ts';

const contracted = (bulk: { from?: number; rows?: number }) => async (): Promise<Contracted> => {
  const { fake, acme, globex, dana, raj, owners, later } = await furnished();
  const { organisation } = fake;
  const others = Array.from({ length: 250 }, (_, i) =>
    organisation.add('Account', { Name: `Company ${i}` }, LONG_AGO),
  );
  const written = (kind: string) =>
    organisation
      .all('Task')
      .filter((row) => String(row['Rapport_Key__c']).startsWith(`${kind}:`) && !row['IsDeleted'])
      .map((row) => ({
        id: row.Id,
        customer: String(row['WhatId']),
        body: String(row['Description'] ?? ''),
        what: String(row['Subject']),
        done: row['IsClosed'] === true,
      }));
  return {
    crm: connect(fake, {}, { tries: 1, bulk }),
    customer: {
      id: acme,
      name: 'Acme Industries',
      domain: 'acme.example',
      email: 'dana@mail.example',
    },
    nobody: '999999',
    owners,
    notes: async () => written('note'),
    files: async () => filesOf(organisation).map(({ by: _, ...file }) => file),
    tasks: async () => written('task'),
    ownerOf: async (id) => {
      const owner = organisation.get('Account', id)?.['OwnerId'];
      return typeof owner === 'string' ? owner : null;
    },
    async change() {
      for (const id of others) organisation.change('Account', id, { BillingCity: 'Berlin' });
      later();
      return others;
    },
    async editNote(id, text) {
      if (text === null) organisation.remove('Task', id);
      else organisation.change('Task', id, { Description: text });
      later();
    },
    async deleteContact() {
      organisation.remove('Contact', dana);
      later();
      return dana;
    },
    async share(isOn) {
      const [known] = organisation.all('AccountContactRelation');
      if (!isOn && known) organisation.remove('AccountContactRelation', known.Id);
      else organisation.relate(dana, globex);
      later();
      return { contact: dana, other: globex };
    },
    async merge() {
      organisation.mergeAccounts(acme, globex);
      later();
      return { from: [globex], into: acme, contact: raj };
    },
    next: (trouble) => fake.next(trouble),
    close: () => fake.close(),
  };
};

connectorContract('Salesforce', contracted({}));
connectorContract(
  'Salesforce, whose first reading comes as files,',
  contracted({ from: 1, rows: 100 }),
);
