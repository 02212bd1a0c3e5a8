import { afterAll, beforeAll, inject } from 'vitest';
import type { WritableConnector } from '../../crm/note/target-connector.ts';
import { connectorContract } from '../crm/connectors/contract.ts';
import { type Door, openDoor } from './door.ts';
import { addParty, administrator, connect, furnish } from './furnished.ts';

const server = inject('tryton');
const admin = administrator(server);
/** More than fit on one page. */
const OTHERS = 30;
const PAGE = 25;

let users: [string, string];
let others: number[];
let door: Door;
let crm: WritableConnector;
let made = 0;

beforeAll(async () => {
  door = await openDoor(server.url);
  crm = connect(server, door.url, { pageSize: PAGE });
  ({ users } = await furnish(admin));
  others = await admin.createAll(
    'party.party',
    Array.from({ length: OTHERS }, (_, i) => ({ name: `Other ${i}` })),
  );
});

afterAll(() => door.close());

/** One database for all tests: each has a customer of its own. */
connectorContract(
  'Tryton',
  async () => {
    made += 1;
    const known = {
      name: `Acme Industries ${made}`,
      domain: `acme-${made}.example`,
      email: `dana-${made}@mail.example`,
    };
    const { party, contact } = await addParty(admin, known);
    const nobody = '999999';
    return {
      crm,
      customer: { id: String(party), ...known },
      nobody,
      owners: users,
      notes: () => admin.notes([String(party), nobody]),
      async change() {
        await admin.write('party.party', others, { name: `Other of ${made}` });
        return others.map(String);
      },
      async editNote(id, text) {
        if (text === null) return void (await admin.remove('ir.note', [Number(id)]));
        const [note] = (await admin.notes([String(party)])).filter((one) => one.id === id);
        const mark = note?.message.split('\n').at(-1);
        await admin.write('ir.note', [Number(id)], { message: `${text}\n${mark}` });
      },
      async deleteContact() {
        await admin.remove('party.contact_mechanism', [contact]);
        return String(contact);
      },
      async merge() {
        const other = await addParty(admin, {
          name: known.name,
          domain: `globex-${made}.example`,
          email: `raj-${made}@mail.example`,
        });
        await admin.replace(other.party, party);
        return {
          from: [String(other.party)],
          into: String(party),
          contact: String(other.contact),
          retired: true,
        };
      },
      next: (trouble) => door.next(trouble),
    };
  },
  { lacks: ['tasks', 'owners', 'several-customers', 'files'] },
);
